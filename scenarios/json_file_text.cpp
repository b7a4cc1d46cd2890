// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/scenario_writer.h"

#include <nlohmann/json.hpp>

namespace stormglass {
namespace {

/// Appends the value in one line, with a space behind each colon and comma. Stops, and says false, once that line is
/// longer than asked for: what does not fit is not written out at each level of its nesting.
bool appendLine(std::string& text, const Json& value, std::size_t longest)
{
    if (!value.is_structured()) {
        text += value.dump();
        return text.size() <= longest;
    }
    text += value.is_object() ? '{' : '[';
    std::string_view separator;
    for (const auto& item : value.items()) {
        text += separator;
        separator = ", ";
        if (value.is_object())
            text += Json(item.key()).dump() + ": ";
        if (!appendLine(text, item.value(), longest))
            return false;
    }
    text += value.is_object() ? '}' : ']';
    return text.size() <= longest;
}

class FileText {
public:
    explicit FileText(std::size_t lineLength) : m_lineLength(lineLength) { }

    void append(const Json& value, std::size_t indent, std::size_t used, bool isTop)
    {
        if (!value.is_structured() || value.empty()) {
            m_text += value.dump();
            return;
        }
        const std::size_t start = indent + used;
        std::string line;
        if (!isTop && start < m_lineLength && appendLine(line, value, m_lineLength - start - 1)) {
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
