// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/field_writer.h"

#include "simcore/base/quantity_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace stormglass {

using spec::FieldInfo;

FieldWriter::FieldWriter(Json& object, Mode mode, const Json* model) : m_object(object), m_mode(mode), m_model(model) { }

void FieldWriter::add(std::string_view key, Json value, const FieldInfo& info)
{
    if (m_mode != Mode::Defaults || !info.isRequired)
        m_object.get_ref<Json::object_t&>().emplace_back(std::string(key), std::move(value));
}

void FieldWriter::addText(std::string_view key, const std::string& value, const FieldInfo& info)
{
    if (!value.empty() || info.isRequired)
        add(key, value, info);
}

void FieldWriter::name(std::string_view key, std::string& value, const FieldInfo& info) { addText(key, value, info); }

void FieldWriter::text(std::string_view key, std::string& value, const FieldInfo& info) { addText(key, value, info); }

void FieldWriter::reference(std::string_view key, std::string& value, spec::RefersTo, const FieldInfo& info)
{
    addText(key, value, info);
}

void FieldWriter::references(std::string_view key, std::vector<std::string>& values, spec::RefersTo,
                             const FieldInfo& info)
{
    add(key, values, info);
}

void FieldWriter::flag(std::string_view key, bool& value, const FieldInfo& info) { add(key, value, info); }

void FieldWriter::integer(std::string_view key, std::int64_t& value, const FieldInfo& info) { add(key, value, info); }

void FieldWriter::number(std::string_view key, double& value, const FieldInfo& info)
{
    // A person writes 100, not 100.0.
    const bool isWhole = value == std::floor(value) && std::abs(value) < 1e15;
    add(key, isWhole ? Json(static_cast<std::int64_t>(value)) : Json(value), info);
}

void FieldWriter::ratio(std::string_view key, double& value, const FieldInfo& info)
{
    add(key, percentToText(value), info);
}

void FieldWriter::duration(std::string_view key, Duration& value, const FieldInfo& info) { add(key, toText(value), info); }

void FieldWriter::bytes(std::string_view key, std::int64_t& value, const FieldInfo& info)
{
    add(key, bytesToText(value), info);
}

void FieldWriter::rate(std::string_view key, double& value, const FieldInfo& info) { add(key, rateToText(value), info); }

void FieldWriter::bandwidth(std::string_view key, double& value, const FieldInfo& info)
{
    add(key, bandwidthToText(value), info);
}

void FieldWriter::distribution(std::string_view key, Distribution& value, const FieldInfo& info)
{
    add(key, toText(value), info);
}

void FieldWriter::choice(std::string_view key, std::size_t& index, std::span<const std::string_view> names,
                         const FieldInfo& info)
{
    add(key, names[index], info);
    if (m_mode != Mode::Defaults || m_model == nullptr || !m_model->contains(key))
        return;
    // The defaults of what follows may depend on what was chosen: those of a preset.
    const auto name = std::ranges::find(names, m_model->at(std::string(key)).get<std::string>());
    index = static_cast<std::size_t>(name - names.begin());
}

void FieldWriter::object(std::string_view key, spec::ObjectAccess& object, const FieldInfo& info)
{
    Json inner = Json::object();
    const Json* model = m_model != nullptr && m_model->contains(key) ? &m_model->at(std::string(key)) : nullptr;
    FieldWriter writer(inner, m_mode, model);
    object.describeTo(writer);
    // A required object has its own defaults all the same.
    FieldInfo optional = info;
    optional.isRequired = info.isRequired && m_mode != Mode::Defaults;
    add(key, std::move(inner), optional);
}

void FieldWriter::list(std::string_view key, spec::ListAccess& list, const FieldInfo& info)
{
    Json array = Json::array();
    const std::size_t size = list.size();
    for (std::size_t i = 0; i < size; ++i) {
        Json& element = array.emplace_back(Json::object());
        FieldWriter writer(element, m_mode);
        list.describeAt(i, writer);
        if (m_mode != Mode::Sparse)
            continue;
        Json defaults = Json::object();
        FieldWriter defaultsWriter(defaults, Mode::Defaults, &element);
        list.append();  // shows the defaults, and takes on the choices; the scenario that is visited is a copy
        list.describeAt(list.size() - 1, defaultsWriter);
        removeDefaults(element, defaults);
    }
    add(key, std::move(array), info);
}

void FieldWriter::variant(std::string_view key, spec::VariantAccess& variant, const FieldInfo& info)
{
    const auto names = variant.names();
    if (m_mode == Mode::Defaults && m_model != nullptr && m_model->contains(key)) {
        const auto kind = m_model->at(std::string(key)).get<std::string>();
        const auto name = std::ranges::find(names, kind);
        variant.choose(static_cast<std::size_t>(name - names.begin()));
    }
    add(key, names[variant.current()], info);
    variant.describeCurrent(*this);
}

void removeDefaults(Json& object, const Json& defaults)
{
    Json kept = Json::object();
    for (auto& [key, value] : object.get_ref<Json::object_t&>()) {
        const auto byDefault = defaults.find(key);
        if (byDefault != defaults.end() && value == *byDefault)
            continue;
        if (byDefault != defaults.end() && value.is_object() && byDefault->is_object())
            removeDefaults(value, *byDefault);
        kept.get_ref<Json::object_t&>().emplace_back(key, std::move(value));
    }
    object = std::move(kept);
}

}  // namespace stormglass
