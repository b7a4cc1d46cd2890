// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The problems of one file, collected while it is read, and the words they are told in.
#pragma once

#include "scenarios/json.h"
#include "simcore/base/issues.h"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stormglass {

/// What was wrong while reading, and which places therefore do not hold what the user wrote.
class ReadProblems {
public:
    /// Problems beyond this are counted, not kept.
    static constexpr std::size_t kMost = 200;

    struct Entry {
        Issue issue;
        bool isKey = false;  ///< The problem is the key itself, not its value.
    };

    void error(std::string pointer, std::string message, bool isKey = false);
    /// Notes that the place does not hold what the user wrote.
    void damage(std::string pointer) { m_damaged.insert(std::move(pointer)); }
    void warning(std::string pointer, std::string message);
    [[nodiscard]] const std::vector<Entry>& list() const { return m_list; }
    [[nodiscard]] std::size_t dropped() const { return m_dropped; }
    [[nodiscard]] bool isFull() const { return m_list.size() >= kMost; }
    /// Whether the value at the pointer, or one that it lies in, could not be read.
    [[nodiscard]] bool isDamaged(std::string_view pointer) const;

private:
    void keep(Entry entry);

    std::vector<Entry> m_list;
    std::set<std::string, std::less<>> m_damaged;
    std::size_t m_dropped = 0;
};

/// A JSON value in the words of a message: 250, "fast", an object.
[[nodiscard]] std::string foundText(const Json& value);

/// "; did you mean \"x\"?", or nothing if no candidate is near.
[[nodiscard]] std::string suggestion(std::string_view name, std::span<const std::string> candidates);

}  // namespace stormglass
