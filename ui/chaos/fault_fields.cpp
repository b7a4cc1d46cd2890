// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chaos/fault_fields.h"

namespace stormglass::ui {
namespace {

using spec::FieldInfo;
using spec::RefersTo;

/// Passes over everything that is no reference.
class ReferenceFields : public spec::FieldVisitor {
public:
    void name(std::string_view, std::string&, const FieldInfo&) override { }
    void text(std::string_view, std::string&, const FieldInfo&) override { }
    void flag(std::string_view, bool&, const FieldInfo&) override { }
    void integer(std::string_view, std::int64_t&, const FieldInfo&) override { }
    void number(std::string_view, double&, const FieldInfo&) override { }
    void ratio(std::string_view, double&, const FieldInfo&) override { }
    void duration(std::string_view, Duration&, const FieldInfo&) override { }
    void bytes(std::string_view, std::int64_t&, const FieldInfo&) override { }
    void rate(std::string_view, double&, const FieldInfo&) override { }
    void bandwidth(std::string_view, double&, const FieldInfo&) override { }
    void distribution(std::string_view, Distribution&, const FieldInfo&) override { }
    void choice(std::string_view, std::size_t&, std::span<const std::string_view>, const FieldInfo&) override { }
    void object(std::string_view, spec::ObjectAccess& object, const FieldInfo&) override { object.describeTo(*this); }
    void list(std::string_view, spec::ListAccess& list, const FieldInfo&) override
    {
        for (std::size_t i = 0; i < list.size(); ++i)
            list.describeAt(i, *this);
    }
    void variant(std::string_view, spec::VariantAccess& variant, const FieldInfo&) override { variant.describeCurrent(*this); }
};

class FieldCollector final : public ReferenceFields {
public:
    std::vector<ReferenceField> found;

    void reference(std::string_view key, std::string& value, RefersTo what, const FieldInfo& info) override
    {
        found.push_back({std::string(key), what, info.isRequired, false, value.empty()});
    }
    void references(std::string_view key, std::vector<std::string>& values, RefersTo what, const FieldInfo& info) override
    {
        found.push_back({std::string(key), what, info.isRequired, true, values.empty()});
    }
};

class FieldSetter final : public ReferenceFields {
public:
    FieldSetter(const std::string& key, const std::string& name) : m_key(key), m_name(name) { }

    void reference(std::string_view key, std::string& value, RefersTo, const FieldInfo&) override
    {
        if (key == m_key)
            value = m_name;
    }
    void references(std::string_view key, std::vector<std::string>& values, RefersTo, const FieldInfo&) override
    {
        if (key == m_key)
            values = {m_name};
    }

private:
    const std::string& m_key;
    const std::string& m_name;
};

class LengthSetter final : public ReferenceFields {
public:
    explicit LengthSetter(std::size_t number) : m_left(number + 1) { }

    void reference(std::string_view, std::string&, RefersTo, const FieldInfo&) override { }
    void references(std::string_view, std::vector<std::string>&, RefersTo, const FieldInfo&) override { }
    void duration(std::string_view, Duration& value, const FieldInfo&) override
    {
        if (value == Duration::zero() && isTurn())
            value = kSomething;
    }
    void distribution(std::string_view, Distribution& value, const FieldInfo&) override
    {
        if (value == Distribution() && isTurn())
            value.form = distribution::Constant{kSomething};
    }
    [[nodiscard]] bool isDone() const { return m_left == 0; }

private:
    static constexpr Duration kSomething = std::chrono::milliseconds{100};

    bool isTurn() { return m_left > 0 && --m_left == 0; }

    std::size_t m_left;
};

template <std::size_t index = 0>
std::optional<spec::FaultSettings> alternativeOfKind(std::string_view kind)
{
    if constexpr (index == std::variant_size_v<spec::FaultSettings>) {
        return std::nullopt;
    } else {
        using Alternative = std::variant_alternative_t<index, spec::FaultSettings>;
        if (kind == Alternative::kKind)
            return spec::FaultSettings(Alternative{});
        return alternativeOfKind<index + 1>(kind);
    }
}

}  // namespace

std::vector<ReferenceField> referenceFieldsOf(const spec::FaultSettings& settings)
{
    FieldCollector collector;
    spec::FaultSettings copy = settings;  // a visitor is for changing values, too
    std::visit([&](auto& alternative) { describe(collector, alternative); }, copy);
    return std::move(collector.found);
}

void setReference(spec::FaultSettings& settings, const std::string& key, const std::string& name)
{
    FieldSetter setter(key, name);
    std::visit([&](auto& alternative) { describe(setter, alternative); }, settings);
}

bool setLength(spec::FaultSettings& settings, std::size_t number)
{
    LengthSetter setter(number);
    std::visit([&](auto& alternative) { describe(setter, alternative); }, settings);
    return setter.isDone();
}

std::optional<spec::FaultSettings> defaultFault(std::string_view kind) { return alternativeOfKind(kind); }

}  // namespace stormglass::ui
