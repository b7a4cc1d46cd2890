// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/scenario_writer.h"

#include <nlohmann/json.hpp>

namespace stormglass {
namespace {

/// The value in one line, with a space behind each colon and comma.
void appendLine(std::string& text, const Json& value)
{
    if (!value.is_structured()) {
        text += value.dump();
        return;
    }
    text += value.is_object() ? '{' : '[';
    std::string_view separator;
    for (const auto& item : value.items()) {
        text += separator;
        separator = ", ";
        if (value.is_object())
            text += Json(item.key()).dump() + ": ";
        appendLine(text, item.value());
    }
    text += value.is_object() ? '}' : ']';
}

class FileText {
public:
    explicit FileText(std::size_t lineLength) : m_lineLength(lineLength) { }

    void append(const Json& value, std::size_t indent, std::size_t used, bool isTop)
    {
        std::string line;
        appendLine(line, value);
        if (!value.is_structured() || value.empty() || (!isTop && indent + used + line.size() < m_lineLength)) {
            m_text += line;
            return;
        }
        m_text += value.is_object() ? '{' : '[';
        std::string_view separator;
        for (const auto& item : value.items()) {
            m_text += separator;
            separator = ",";
            m_text += '\n' + std::string(indent + 2, ' ');
            const std::string key = value.is_object() ? Json(item.key()).dump() + ": " : std::string();
            m_text += key;
            append(item.value(), indent + 2, key.size(), false);
        }
        m_text += '\n' + std::string(indent, ' ');
        m_text += value.is_object() ? '}' : ']';
    }

    std::string take() { return std::move(m_text) + '\n'; }

private:
    std::size_t m_lineLength;
    std::string m_text;
};

}  // namespace

std::string toFileText(const Json& document, std::size_t lineLength)
{
    FileText text(lineLength);
    text.append(document, 0, 0, true);
    return text.take();
}

}  // namespace stormglass
