// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/exporters/yaml_text.h"

#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>

namespace stormglass {
namespace {

/// Also the words of YAML 1.1, which Kubernetes reads.
bool isPlainText(const std::string& text)
{
    static constexpr std::array<std::string_view, 10> kWords{"true", "false", "yes", "no", "on",
                                                             "off",  "null",  "y",   "n",  "~"};
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if (text.empty() || kLetters.find(text.front()) == std::string_view::npos)
        return false;
    if (text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./")
        != std::string::npos)
        return false;
    std::string lower = text;
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return std::ranges::find(kWords, lower) == kWords.end();
}

void emitText(YAML::Emitter& out, const std::string& text)
{
    if (!isPlainText(text))
        out << YAML::DoubleQuoted;
    out << text;
}

void emit(YAML::Emitter& out, const Json& value)
{
    if (value.is_object()) {
        out << YAML::BeginMap;
        for (const auto& [key, member] : value.get_ref<const Json::object_t&>()) {
            out << YAML::Key;
            emitText(out, key);
            out << YAML::Value;
            emit(out, member);
        }
        out << YAML::EndMap;
    } else if (value.is_array()) {
        out << YAML::BeginSeq;
        for (const Json& element : value)
            emit(out, element);
        out << YAML::EndSeq;
    } else if (value.is_string()) {
        emitText(out, value.get_ref<const std::string&>());
    } else {
        out << value.dump();  // numbers, true, false and null are spelled alike
    }
}

}  // namespace

std::string toYamlText(const Json& value)
{
    YAML::Emitter out;
    emit(out, value);
    return std::string(out.c_str()) + '\n';
}

}  // namespace stormglass
