// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/interpreter_parts.h"
#include "models/services/pending_reply.h"
#include "models/services/resilience/backoff.h"
#include "models/services/resilience/guarded_call.h"
#include "simcore/process/delay.h"

namespace stormglass::interpreter {

Task<ProgramEnd> call(Activation& a, const instruction::Call& statement)
{
    letGoOfWorker(a);
    if (statement.guard != nullptr)
        co_return co_await guardedCall(a, statement);
    const spec::CallPolicy& policy = statement.policy;
    Backoff backoff(policy, *statement.jitter);
    bool isInDoubt = false;
    for (std::int64_t attempt = 1;; ++attempt) {
        Outcome outcome = Outcome::TimedOut;
        {
            PendingReply reply(a.world().completions);
            sendRequest(a, statement, reply.id(), limitAfter(a.world().calendar, policy.timeout));
            outcome = co_await reply.within(policy.timeout);
            if (isPaused(a)) [[unlikely]]
                outcome = co_await readLate(a, reply, outcome);
        }
        if (outcome == Outcome::Ok)
            co_return ProgramEnd{};
        isInDoubt = isInDoubt || isInDoubtAfter(outcome);
        if (outcome == Outcome::Rejected || attempt == policy.maxAttempts)
            co_return ProgramEnd{.kind = ProgramEnd::Kind::Failed, .outcome = outcome, .isInDoubt = isInDoubt};
        co_await delay(backoff.next());
        if (isPaused(a)) [[unlikely]]
            co_await goOn(a);
        a.station().probe().calls().retried();
    }
}

}  // namespace stormglass::interpreter
