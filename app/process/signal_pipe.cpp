// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/signal_pipe.h"

#include "simcore/base/check.h"

#include <atomic>
#include <cerrno>

#include <unistd.h>

namespace stormglass {
namespace {

std::atomic<int> activePipe{-1};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may not wait");

extern "C" void tellActivePipe(int)
{
    const int error = errno;
    const char byte = 1;
    // A full pipe holds enough signals already.
    [[maybe_unused]] const ssize_t count = ::write(activePipe.load(), &byte, 1);
    errno = error;
}

}  // namespace

SignalPipe::SignalPipe(std::vector<int> numbers) : m_pipe(makePipe())
{
    SIM_CHECK(activePipe.load() < 0, "two signal pipes at a time");
    activePipe = m_pipe.write.value();
    struct sigaction action { };
    action.sa_handler = tellActivePipe;
    for (const int signal : numbers) {
        m_former.push_back({signal, {}});
        ::sigaction(signal, &action, &m_former.back().action);
    }
}

SignalPipe::~SignalPipe()
{
    for (const Former& former : m_former)
        ::sigaction(former.signal, &former.action, nullptr);
    activePipe = -1;
}

void SignalPipe::takeSignal()
{
    char byte = 0;
    [[maybe_unused]] const ssize_t count = ::read(m_pipe.read.value(), &byte, 1);
}

}  // namespace stormglass
