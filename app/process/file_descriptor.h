// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An open file of the operating system, closed when its owner goes.
#pragma once

#include <utility>

namespace stormglass {

class FileDescriptor {
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int value) : m_value(value) { }
    FileDescriptor(FileDescriptor&& other) noexcept : m_value(std::exchange(other.m_value, -1)) { }
    FileDescriptor& operator=(FileDescriptor&& other) noexcept
    {
        std::swap(m_value, other.m_value);
        return *this;
    }
    ~FileDescriptor() { close(); }

    void close();

    [[nodiscard]] int value() const { return m_value; }
    [[nodiscard]] bool isOpen() const { return m_value >= 0; }

private:
    int m_value = -1;
};

/// The two ends of a pipe. Neither is inherited by a program that is started.
struct Pipe {
    FileDescriptor read;
    FileDescriptor write;
};
/// Ends the program when the system has no pipes left: nothing can run then.
[[nodiscard]] Pipe makePipe();

}  // namespace stormglass
