// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Arrays of JSON without keys, element by element: the counterpart of RowWriter.
#pragma once

#include "models/results/frame.h"
#include "scenarios/json.h"
#include "scenarios/results_words.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace stormglass {

/// Reads the elements of an array one after the other; what is wrong with one of them is wrong with the whole.
class RowReader {
public:
    explicit RowReader(const Json& row) : m_row(row), m_isRight(row.is_array()) { }

    [[nodiscard]] bool isRight() const { return m_isRight && m_next == (m_row.is_array() ? m_row.size() : 0); }
    [[nodiscard]] bool hasMore() const { return m_isRight && m_next < m_row.size(); }

    void operator()(double& value)
    {
        const Json* found = take();
        if (found == nullptr)
            return;
        if (found->is_null())
            value = results::kNothing;
        else if (found->is_number())
            value = found->get<double>();
        else
            m_isRight = false;
    }

    template <class Number>
        requires std::is_integral_v<Number>
    void operator()(Number& value)
    {
        const Json* found = take();
        if (found != nullptr && found->is_number_integer())
            value = found->get<Number>();
        else
            m_isRight = false;
    }

    void operator()(std::string& value)
    {
        const Json* found = take();
        if (found != nullptr && found->is_string())
            value = found->get<std::string>();
        else
            m_isRight = false;
    }

    void operator()(std::vector<results::CauseCount>& counts)
    {
        const Json* found = take();
        if (found == nullptr)
            return;
        RowReader inner(*found);
        while (inner.hasMore()) {
            results::CauseCount& each = counts.emplace_back();
            inner(each.cause);
            inner(each.count);
        }
        m_isRight = m_isRight && inner.isRight();
    }

    /// A word of a list.
    template <class Enum, std::size_t kCount>
    void word(Enum& value, const char* const (&words)[kCount])
    {
        std::string text;
        (*this)(text);
        find(value, kCount, [&](std::size_t i) { return text == words[i]; });
    }
    template <std::size_t kCount, class Enum>
    void wordOfResults(Enum& value)
    {
        std::string text;
        (*this)(text);
        find(value, kCount, [&](std::size_t i) { return text == results::wordOf(static_cast<Enum>(i)); });
    }
    void kind(results::SubjectKind& value)
    {
        std::string text;
        (*this)(text);
        const std::optional<results::SubjectKind> found = readSubjectKind(text);
        if (found)
            value = *found;
        m_isRight = m_isRight && found.has_value();
    }

private:
    const Json* take()
    {
        if (hasMore())
            return &m_row[m_next++];
        m_isRight = false;
        return nullptr;
    }

    template <class Enum, class Is>
    void find(Enum& value, std::size_t count, const Is& is)
    {
        for (std::size_t i = 0; i < count; ++i) {
            if (is(i)) {
                value = static_cast<Enum>(i);
                return;
            }
        }
        m_isRight = false;
    }

    const Json& m_row;
    std::size_t m_next = 0;
    bool m_isRight;
};

}  // namespace stormglass
