// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Signals as something that a poll loop can wait for.
#pragma once

#include "app/process/file_descriptor.h"

#include <csignal>
#include <vector>

namespace stormglass {

/// Turns signals into bytes of a pipe for as long as it lives. There is at most one at a time, because a signal handler
/// has no other way to find it.
class SignalPipe {
public:
    explicit SignalPipe(std::vector<int> numbers);
    SignalPipe(const SignalPipe&) = delete;
    SignalPipe& operator=(const SignalPipe&) = delete;
    ~SignalPipe();

    /// Readable when a signal has come.
    [[nodiscard]] int descriptor() const { return m_pipe.read.value(); }
    /// Takes one signal. Precondition: the descriptor is readable.
    void takeSignal();

private:
    struct Former {
        int signal;
        struct sigaction action;
    };
    Pipe m_pipe;
    std::vector<Former> m_former;
};

}  // namespace stormglass
