// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The caller's end of a call, in the frame of the calling process.
#pragma once

#include "models/network/completions.h"
#include "simcore/process/waiter.h"

#include <optional>

namespace stormglass {

/// Stands for one answer that is to come. Destroying it (the caller crashed, or gave up) makes the answer worthless.
///
///   PendingReply reply(completions);
///   endpoint.send(here, {.reply = reply.id(), ...});
///   const Outcome outcome = co_await reply.within(1s);
class PendingReply final : private CompletionTarget {
public:
    explicit PendingReply(Completions& completions) : m_completions(completions), m_id(completions.open(*this)) { }
    PendingReply(const PendingReply&) = delete;
    PendingReply& operator=(const PendingReply&) = delete;
    ~PendingReply() { m_completions.close(m_id); }

    [[nodiscard]] CompletionId id() const { return m_id; }
    /// What has come, even after a limit was over.
    [[nodiscard]] const std::optional<Outcome>& outcome() const { return m_outcome; }

    class Wait;
    /// co_await: the outcome, or Outcome::TimedOut after the limit. A limit of zero waits for ever.
    [[nodiscard]] Wait within(Duration limit);

private:
    class WaitAwaiter;

    void completed(Outcome outcome) override;

    Completions& m_completions;
    CompletionId m_id;
    std::optional<Outcome> m_outcome;
    WaitAwaiter* m_waiter = nullptr;
};

class PendingReply::WaitAwaiter : public Waiter {
public:
    WaitAwaiter(const Wait& wait, Process& process);

    bool isReady() { return m_reply.m_outcome.has_value(); }
    void enlist();
    void withdraw();
    Outcome result();

private:
    friend class PendingReply;

    class Alarm final : public Event {
    public:
        explicit Alarm(WaitAwaiter& waiter) : m_waiter(waiter) { }
        void fire() override
        {
            m_waiter.m_reply.m_waiter = nullptr;  // an answer of this very instant must not wake it once more
            m_waiter.wake();
        }

    private:
        WaitAwaiter& m_waiter;
    };

    PendingReply& m_reply;
    Duration m_limit;
    Alarm m_alarm;
};

class PendingReply::Wait {
public:
    using Awaiter = WaitAwaiter;

    Wait(PendingReply& reply, Duration limit) : m_reply(reply), m_limit(limit) { }

private:
    friend class WaitAwaiter;
    PendingReply& m_reply;
    Duration m_limit;
};

inline PendingReply::Wait PendingReply::within(Duration limit) { return {*this, limit}; }

inline void PendingReply::completed(Outcome outcome)
{
    m_outcome = outcome;
    if (m_waiter != nullptr) {
        m_waiter->m_alarm.cancel();
        m_waiter->wake();
    }
}

inline PendingReply::WaitAwaiter::WaitAwaiter(const Wait& wait, Process& process)
    : Waiter(process), m_reply(wait.m_reply), m_limit(wait.m_limit), m_alarm(*this)
{
}

inline void PendingReply::WaitAwaiter::enlist()
{
    setWaiting();
    m_reply.m_waiter = this;
    if (m_limit > Duration::zero())
        process().calendar->schedule(process().calendar->after(m_limit), m_alarm);
}

inline void PendingReply::WaitAwaiter::withdraw()
{
    m_alarm.cancel();
    m_reply.m_waiter = nullptr;
    abandon();
}

inline Outcome PendingReply::WaitAwaiter::result()
{
    setReceived();
    m_reply.m_waiter = nullptr;
    return m_reply.m_outcome.value_or(Outcome::TimedOut);
}

}  // namespace stormglass
