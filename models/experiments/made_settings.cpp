// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/made_settings.h"

#include "models/experiments/fault_aim.h"
#include "models/experiments/settings_visitor.h"

#include <algorithm>

namespace stormglass::experiments {
namespace {

using spec::FieldInfo;

/// Sets one field, if it is of the kind of the value.
class FieldSetter final : public SettingsVisitor {
public:
    FieldSetter(std::string_view key, const SettingValue& value) : m_key(key), m_value(value) { }

    bool isSet = false;

    void text(std::string_view key, std::string& value, const FieldInfo&) override { set(key, value); }
    void reference(std::string_view key, std::string& value, spec::RefersTo, const FieldInfo&) override { set(key, value); }
    void integer(std::string_view key, std::int64_t& value, const FieldInfo&) override { set(key, value); }
    void flag(std::string_view key, bool& value, const FieldInfo&) override { set(key, value); }
    void choice(std::string_view key, std::size_t& index, std::span<const std::string_view> names, const FieldInfo&) override
    {
        std::string word;
        set(key, word);
        const auto found = std::ranges::find(names, word);
        if (key != m_key)
            return;
        isSet = found != names.end();
        index = isSet ? static_cast<std::size_t>(found - names.begin()) : index;
    }

private:
    template <class T>
    void set(std::string_view key, T& target)
    {
        if (key != m_key || !std::holds_alternative<T>(m_value))
            return;
        target = std::get<T>(m_value);
        isSet = true;
    }

    std::string_view m_key;
    const SettingValue& m_value;
};

}  // namespace

std::optional<spec::FaultSettings> makeSettings(std::string_view kind, const SettingValues& values)
{
    std::optional<spec::FaultSettings> settings = findDefaultSettings(kind);
    for (const auto& [key, value] : values) {
        if (!settings)
            break;
        FieldSetter setter(key, value);
        std::visit([&](auto& alternative) { describe(setter, alternative); }, *settings);
        if (!setter.isSet)
            settings.reset();
    }
    return settings;
}

}  // namespace stormglass::experiments
