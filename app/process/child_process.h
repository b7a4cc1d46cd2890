// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Another process: how it is started, and how its end is put into words.
#pragma once

#include "app/process/file_descriptor.h"

#include <string>
#include <vector>

#include <sys/types.h>

namespace stormglass {

/// A program that was started with pipes to its standard input and from its standard output.
///
/// It has a process group of its own, so that a Ctrl-C on the terminal reaches only us, and we decide what it means.
class ChildProcess {
public:
    /// Throws std::system_error if the program cannot be started.
    explicit ChildProcess(const std::vector<std::string>& command);
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&&) = delete;
    /// Ends a process that still runs.
    ~ChildProcess();

    [[nodiscard]] int input() const { return m_input.value(); }
    [[nodiscard]] int output() const { return m_output.value(); }
    /// No more input for the process.
    void closeInput() { m_input.close(); }
    /// Sends a signal, if the process has not been waited for.
    void sendSignal(int signal) const;
    /// Waits for the end. The status is one of waitpid().
    int wait();

private:
    pid_t m_id = -1;
    FileDescriptor m_input;
    FileDescriptor m_output;
};

/// The path of this program.
[[nodiscard]] std::string ownPath();

/// "was ended by signal 9 (Killed)", "ended with code 1". The status is one of waitpid().
[[nodiscard]] std::string endInWords(int status);

}  // namespace stormglass
