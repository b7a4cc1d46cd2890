// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keeps the handlers of signals that a library replaces.
#pragma once

#include <array>
#include <csignal>

namespace stormglass {

/// Puts the handlers back that were there when it was made.
class SignalHandlers {
public:
    SignalHandlers()
    {
        for (std::size_t i = 0; i < kSignals.size(); ++i)
            sigaction(kSignals[i], nullptr, &m_kept[i]);
    }
    SignalHandlers(const SignalHandlers&) = delete;
    SignalHandlers& operator=(const SignalHandlers&) = delete;
    ~SignalHandlers()
    {
        for (std::size_t i = 0; i < kSignals.size(); ++i)
            sigaction(kSignals[i], &m_kept[i], nullptr);
    }

private:
    static constexpr std::array kSignals{SIGINT, SIGSEGV, SIGBUS};
    std::array<struct sigaction, kSignals.size()> m_kept{};
};

}  // namespace stormglass
