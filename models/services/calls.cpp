// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/interpreter_parts.h"
#include "models/services/pending_reply.h"
#include "simcore/process/delay.h"

#include <algorithm>

namespace stormglass::interpreter {
namespace {

Duration waitBefore(std::int64_t attempt, const spec::CallPolicy& policy, RandomStream& jitter)
{
    double factor = 1;
    for (std::int64_t i = 2; i < attempt; ++i)
        factor *= policy.growthFactor;
    const double spread = 1 + policy.jitter * (2 * jitter.uniform() - 1);
    const double wait = std::min(static_cast<double>(policy.firstDelay.count()) * factor,
                                 static_cast<double>(policy.maxDelay.count()));
    return Duration{static_cast<std::int64_t>(wait * spread)};
}

/// No answer, or a connection that broke: the server may have done it or not.
bool isInDoubtAfter(Outcome outcome) { return outcome == Outcome::TimedOut || outcome == Outcome::Reset; }

}  // namespace

Task<ProgramEnd> call(Activation& a, const instruction::Call& statement)
{
    letGoOfWorker(a);
    const spec::CallPolicy& policy = statement.policy;
    bool isInDoubt = false;
    for (std::int64_t attempt = 1;; ++attempt) {
        Outcome outcome = Outcome::TimedOut;
        {
            PendingReply reply(a.world().completions);
            Request request;
            request.transaction = a.transaction;
            request.operation = statement.operation;
            request.size = messageSizeOf(*a.transaction);
            request.reply = reply.id();
            request.replyTo = a.instance.host();
            request.deadline = a.instance.condition().onItsClock(a.world().calendar.after(policy.timeout));
            statement.target->send(a.instance.host(), std::move(request));
            outcome = co_await reply.within(policy.timeout);
            if (isPaused(a)) [[unlikely]]
                outcome = co_await readLate(a, reply, outcome);
        }
        if (outcome == Outcome::Ok)
            co_return ProgramEnd{};
        isInDoubt = isInDoubt || isInDoubtAfter(outcome);
        if (outcome == Outcome::Rejected || attempt == policy.maxAttempts)
            co_return ProgramEnd{.kind = ProgramEnd::Kind::Failed, .outcome = outcome, .isInDoubt = isInDoubt};
        co_await delay(waitBefore(attempt + 1, policy, *statement.jitter));
        if (isPaused(a)) [[unlikely]]
            co_await goOn(a);
    }
}

}  // namespace stormglass::interpreter
