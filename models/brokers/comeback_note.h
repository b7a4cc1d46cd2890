// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Why a message comes again, where a broker gives it out and waits for an acknowledgement.
#pragma once

#include "models/brokers/channel_probe.h"

namespace stormglass {

/// Stands beside each message, so it is one byte. Brokers like SQS do not know what has become of a message that nobody
/// acknowledges; here it is noted when it happens, and until something is noted the consumer just takes its time.
class ComebackNote {
public:
    /// It is on its way to a consumer; nothing has gone wrong this time.
    void handedOut() { m_isNoted = false; }
    /// What goes wrong first is the cause.
    void note(RedeliveryCause cause)
    {
        if (m_isNoted)
            return;
        m_cause = cause;
        m_isNoted = true;
    }
    /// It has come to its consumer. Returns why it had been taken back before.
    RedeliveryCause arrived()
    {
        const RedeliveryCause cause = m_cause;
        if (!m_isNoted)
            m_cause = RedeliveryCause::NotSettledInTime;
        return cause;
    }

private:
    RedeliveryCause m_cause : 7 = RedeliveryCause::NotSettledInTime;
    bool m_isNoted : 1 = false;
};
static_assert(sizeof(ComebackNote) == 1, "brokers keep many of them");

}  // namespace stormglass
