// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/field_table.h"

#include "scenarios/quantity_kinds.h"
#include "simcore/base/distribution.h"
#include "simcore/base/quantity_text.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <functional>

namespace stormglass {
namespace {

using namespace spec;

constexpr std::size_t kIndent = 6;

std::string joinNames(std::span<const std::string_view> names)
{
    std::string text;
    for (const std::string_view name : names)
        text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

/// Turns fields into rows. Lists are opened once, and no deeper: programs hold programs.
class RowMaker final : public FieldVisitor {
public:
    std::vector<FieldRow> takeRows() { return std::move(m_rows); }

    void name(std::string_view key, std::string&, const FieldInfo& info) override { add(key, info, "name", ""); }
    void text(std::string_view key, std::string& value, const FieldInfo& info) override { add(key, info, "text", value); }
    void reference(std::string_view key, std::string& value, RefersTo what, const FieldInfo& info) override
    {
        add(key, info, "name of " + aNounOf(what), value);
    }
    void references(std::string_view key, std::vector<std::string>&, RefersTo what, const FieldInfo& info) override
    {
        add(key, info, "list of names: " + std::string(nounOf(what)), "");
    }
    void flag(std::string_view key, bool& value, const FieldInfo& info) override
    {
        add(key, info, "true or false", value ? "true" : "false");
    }
    void integer(std::string_view key, std::int64_t& value, const FieldInfo& info) override
    {
        add(key, info, "whole number", std::to_string(value), numberToText);
    }
    void number(std::string_view key, double& value, const FieldInfo& info) override
    {
        add(key, info, "number", numberToText(value), numberToText);
    }
    void ratio(std::string_view key, double& value, const FieldInfo& info) override
    {
        add(key, info, "share", percentToText(value), percentToText);
    }
    void duration(std::string_view key, Duration& value, const FieldInfo& info) override
    {
        add(key, info, "duration", toText(value),
            [](double limit) { return toText(Duration{static_cast<std::int64_t>(limit)}); });
    }
    void bytes(std::string_view key, std::int64_t& value, const FieldInfo& info) override
    {
        add(key, info, "size", bytesToText(value),
            [](double limit) { return bytesToText(static_cast<std::int64_t>(limit)); });
    }
    void rate(std::string_view key, double& value, const FieldInfo& info) override
    {
        add(key, info, "rate", rateToText(value), rateToText);
    }
    void bandwidth(std::string_view key, double& value, const FieldInfo& info) override
    {
        add(key, info, "bandwidth", bandwidthToText(value), bandwidthToText);
    }
    void distribution(std::string_view key, Distribution& value, const FieldInfo& info) override
    {
        add(key, info, "duration or distribution", toText(value));
    }
    void choice(std::string_view key, std::size_t& index, std::span<const std::string_view> names,
                const FieldInfo& info) override
    {
        add(key, info, "one of " + joinNames(names), std::string(names[index]));
    }
    void object(std::string_view key, ObjectAccess& object, const FieldInfo& info) override;
    void list(std::string_view key, ListAccess& list, const FieldInfo& info) override;
    void variant(std::string_view key, VariantAccess& variant, const FieldInfo& info) override
    {
        add(key, info, "one of " + joinNames(variant.names()), "");
    }

private:
    using LimitText = std::function<std::string(double)>;

    void add(std::string_view key, const FieldInfo& info, std::string kind, std::string value,
             const LimitText& limitText = {})
    {
        m_rows.push_back({m_prefix + std::string(key), std::move(kind), limitText ? rangeOf(info, limitText) : "",
                          info.isRequired ? "" : std::move(value), std::string(info.help), std::string(info.source),
                          info.isRequired});
    }

    static std::string rangeOf(const FieldInfo& info, const LimitText& limitText)
    {
        const bool hasMin = info.min != 0;
        const bool hasMax = std::isfinite(info.max) && info.max < 9e15;
        if (hasMax)
            return limitText(info.min) + " to " + limitText(info.max);
        return hasMin ? "at least " + limitText(info.min) : "";
    }

    std::vector<FieldRow> m_rows;
    std::string m_prefix;
    bool m_isInList = false;
};

void RowMaker::object(std::string_view key, ObjectAccess& object, const FieldInfo& info)
{
    add(key, info, "object", "");
    const std::string outer = m_prefix;
    m_prefix += std::string(key) + ".";
    object.describeTo(*this);
    m_prefix = outer;
}

void RowMaker::list(std::string_view key, ListAccess& list, const FieldInfo& info)
{
    add(key, info, "list", "");
    if (m_isInList)
        return;
    const std::string outer = m_prefix;
    m_prefix += std::string(key) + "[].";
    m_isInList = true;
    const std::size_t place = list.size();
    list.append();
    list.describeAt(place, *this);
    m_isInList = false;
    m_prefix = outer;
}

bool isNamedIn(std::string_view text, std::string_view name)
{
    const auto isSameLetter = [](char one, char other) { return std::tolower(one) == std::tolower(other); };
    return std::ranges::search(text, name, isSameLetter).begin() != text.end();
}

/// The sources are those of a policy without a preset. Where a preset has a value of its own they hold only if they are
/// about that library or proxy, too.
void dropForeignSources(std::vector<FieldRow>& rows, std::string_view preset)
{
    const std::vector<FieldRow> own = fieldsOf(*findInCatalogue("policy"));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].defaultValue != own.at(i).defaultValue && !isNamedIn(rows[i].source, preset))
            rows[i].source.clear();
    }
}

}  // namespace

std::vector<FieldRow> fieldsOf(const CatalogueEntry& entry)
{
    RowMaker maker;
    entry.describeDefault(maker);
    std::vector<FieldRow> rows = maker.takeRows();
    if (entry.category == "presets")
        dropForeignSources(rows, entry.name);
    return rows;
}

std::string fieldsToText(const std::vector<FieldRow>& fields, const TextStyle& style)
{
    std::string text;
    for (const FieldRow& field : fields) {
        text += "  " + style.apply(Tone::Strong, field.path) + "  " + field.kind;
        if (!field.range.empty())
            text += ", " + field.range;
        if (field.isRequired)
            text += style.apply(Tone::Warning, ", required");
        else if (!field.defaultValue.empty())
            text += ", default " + field.defaultValue;
        const std::string indent(kIndent, ' ');
        text += '\n' + indent + wrapText(field.help, style.textColumns(), kIndent) + '\n';
        if (!field.source.empty())
            text += style.apply(Tone::Faint, indent + wrapText("Source: " + field.source, style.textColumns(), kIndent))
                + '\n';
    }
    return text;
}

}  // namespace stormglass
