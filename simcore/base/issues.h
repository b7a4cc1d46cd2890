// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is wrong with an input: every problem at once, each with its place.
#pragma once

#include <string>
#include <vector>

namespace stormglass {

enum class Severity { Error, Warning };

/// One problem in words of the user's file.
struct Issue {
    std::string pointer;   ///< JSON pointer into the input, for example /topology/components/2/queue.
    std::string message;   ///< "expected a duration such as \"250ms\", found 250"
    Severity severity = Severity::Error;

    bool operator==(const Issue&) const = default;
};

/// A growing list of problems. Readers add to it and go on, so that the user sees all of them.
class Issues {
public:
    void error(std::string pointer, std::string message);
    void warning(std::string pointer, std::string message);
    void append(const Issues& others);

    [[nodiscard]] bool hasErrors() const;
    [[nodiscard]] bool isEmpty() const { return m_list.empty(); }
    [[nodiscard]] const std::vector<Issue>& list() const { return m_list; }

private:
    std::vector<Issue> m_list;
};

}  // namespace stormglass
