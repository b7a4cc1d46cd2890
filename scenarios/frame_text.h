// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Arrays as JSON text, appended to a string without a tree in between.
#pragma once

#include "models/results/frame.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>
#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace stormglass {

/// What is not finite is null.
inline void appendNumber(std::string& text, double number)
{
    char buffer[32];
    if (std::isfinite(number))
        text.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr);
    else
        text += "null";
}

/// Opens an array, and closes it when it goes.
class RowWriter {
public:
    explicit RowWriter(std::string& text) : m_text(text) { m_text += '['; }
    RowWriter(const RowWriter&) = delete;
    RowWriter& operator=(const RowWriter&) = delete;
    ~RowWriter() { m_text += ']'; }

    void number(double number)
    {
        divide();
        appendNumber(m_text, number);
    }
    /// To four digits: nobody reads more of it, and there are many.
    void measured(double number)
    {
        divide();
        char buffer[32];
        if (std::isfinite(number))
            m_text.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::general, 4).ptr);
        else
            m_text += "null";
    }
    void number(std::integral auto number)
    {
        divide();
        char buffer[24];
        m_text.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr);
    }
    void text(std::string_view text)
    {
        divide();
        m_text += nlohmann::json(text).dump();
    }
    void counts(const std::vector<results::CauseCount>& counts)
    {
        RowWriter row = inner();
        for (const results::CauseCount& each : counts)
            row.number(each.cause), row.number(each.count);
    }
    /// An array in this one. Nothing may be written to this one while it lasts.
    [[nodiscard]] RowWriter inner()
    {
        divide();
        return RowWriter(m_text);
    }

private:
    void divide()
    {
        if (!m_isFirst)
            m_text += ',';
        m_isFirst = false;
    }

    std::string& m_text;
    bool m_isFirst = true;
};

}  // namespace stormglass
