// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A value, or the reason why there is none: for a difficult world (files, child processes).
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace stormglass {

/// Why something could not be done, as a sentence for the user.
struct Failure {
    std::string message;
};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_content(std::move(value)) { }
    Result(Failure failure) : m_content(std::move(failure)) { }

    [[nodiscard]] bool isOk() const { return m_content.index() == 0; }
    explicit operator bool() const { return isOk(); }

    /// Precondition: isOk().
    [[nodiscard]] T& value() & { return std::get<0>(m_content); }
    [[nodiscard]] const T& value() const& { return std::get<0>(m_content); }
    [[nodiscard]] T&& value() && { return std::get<0>(std::move(m_content)); }
    /// Precondition: not isOk().
    [[nodiscard]] const std::string& message() const { return std::get<1>(m_content).message; }

private:
    std::variant<T, Failure> m_content;
};

}  // namespace stormglass
