// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/resilience/guarded_call.h"

#include "models/services/pending_reply.h"
#include "models/services/resilience/backoff.h"
#include "simcore/process/delay.h"
#include "simcore/process/first_of.h"

#include <algorithm>

namespace stormglass::interpreter {
namespace {

AttemptEnd refused(Activation& a, CallRefusal cause)
{
    static constexpr Outcome kOutcomes[]
        = {Outcome::CircuitOpen, Outcome::BulkheadFull, Outcome::CallRateLimited, Outcome::NoTimeLeft};
    a.station().probe().calls().refused(cause);
    return {kOutcomes[static_cast<std::size_t>(cause)]};
}

/// The instant at which the caller gives up whatever happens.
SimTime endOfCall(Activation& a, const spec::CallPolicy& policy)
{
    const SimTime end = limitAfter(a.world().calendar, policy.totalTimeout);
    if (!policy.propagatesDeadline || a.request == nullptr || a.request->deadline == kNever)
        return end;
    const SimTime now = a.world().now();
    return std::min(end, now + (a.request->deadline - a.instance.condition().onItsClock(now)));
}

bool isWorthRetrying(Outcome outcome, spec::RetryOn rule)
{
    if (outcome == Outcome::Rejected || outcome == Outcome::NoTimeLeft)
        return false;
    return rule == spec::RetryOn::Any || (outcome != Outcome::Failed && !isInDoubtAfter(outcome));
}

Task<AttemptEnd> singleAttempt(Activation& a, const instruction::Call& statement, SimTime limit)
{
    PendingReply reply(a.world().completions);
    sendRequest(a, statement, reply.id(), limit);
    const Duration left = limit == kNever ? Duration::zero() : limit - a.world().now();
    Outcome outcome = co_await reply.within(left);
    if (isPaused(a)) [[unlikely]]
        outcome = co_await readLate(a, reply, outcome);
    co_return AttemptEnd{outcome, isInDoubtAfter(outcome)};
}

/// From the bulkhead inwards, under the time limit of the attempt.
Task<AttemptEnd> placedAttempt(Activation& a, const instruction::Call& statement, CallGuard& guard, SimTime end)
{
    const SimTime limit = std::min(end, limitAfter(a.world().calendar, statement.policy.timeout));
    const CallGuard::Active active(guard);
    Lease place;
    if (Resource* bulkhead = guard.bulkhead()) {
        std::optional<Lease> granted = bulkhead->tryAcquire();
        const Duration longest = std::min(statement.policy.bulkhead.maxWait, limit - a.world().now());
        if (!granted && longest > Duration::zero())
            granted = co_await withTimeout(bulkhead->acquire(), longest);
        if (isPaused(a)) [[unlikely]]
            co_await goOn(a);
        if (!granted)
            co_return refused(a, CallRefusal::BulkheadFull);
        if (a.world().now() >= limit)
            co_return AttemptEnd{Outcome::TimedOut, false};
        place = std::move(*granted);
    }
    if (statement.policy.hedging.maxExtra > 0)
        co_return co_await hedgedAttempt(a, statement, guard, limit);
    co_return co_await singleAttempt(a, statement, limit);
}

/// From the rate limiter inwards.
Task<AttemptEnd> limitedAttempt(Activation& a, const instruction::Call& statement, CallGuard& guard, SimTime end)
{
    if (CallRateLimiter* limiter = guard.limiter()) {
        const std::optional<Duration> wait = limiter->reserve(a.world().now());
        const Duration waiting = std::min(wait.value_or(statement.policy.rateLimiter.timeout), end - a.world().now());
        if (waiting > Duration::zero())
            co_await delay(waiting);
        if (isPaused(a)) [[unlikely]]
            co_await goOn(a);
        if (!wait)
            co_return refused(a, CallRefusal::RateLimited);
        if (a.world().now() >= end)
            co_return refused(a, CallRefusal::NoTimeLeft);
    }
    co_return co_await placedAttempt(a, statement, guard, end);
}

/// From the circuit breaker inwards.
Task<AttemptEnd> permittedAttempt(Activation& a, const instruction::Call& statement, CallGuard& guard, SimTime end)
{
    const SimTime begun = a.world().now();
    if (begun >= end)
        co_return refused(a, CallRefusal::NoTimeLeft);
    if (!guard.permits(begun))
        co_return refused(a, CallRefusal::CircuitOpen);
    const AttemptEnd ended = co_await limitedAttempt(a, statement, guard, end);
    const bool hasFailed = ended.outcome != Outcome::Ok && ended.outcome != Outcome::Rejected;
    guard.record(a.world().now(), hasFailed, a.world().now() - begun);
    co_return ended;
}

}  // namespace

void sendRequest(Activation& a, const instruction::Call& statement, CompletionId reply, SimTime deadline)
{
    Request request;
    request.transaction = a.transaction;
    request.operation = statement.operation;
    request.size = messageSizeOf(*a.transaction);
    request.reply = reply;
    request.replyTo = a.instance.host();
    request.deadline = a.instance.condition().onItsClock(deadline);
    a.station().probe().calls().sent();
    a.world().sent(a.station().place(), statement.place);
    statement.target->send(a.instance.host(), std::move(request));
}

Task<ProgramEnd> guardedCall(Activation& a, const instruction::Call& statement)
{
    const spec::CallPolicy& policy = statement.policy;
    CallGuard& guard = a.instance.guardOf(*statement.guard);
    CallProbe& probe = a.station().probe().calls();
    const SimTime end = endOfCall(a, policy);
    Backoff backoff(policy, *statement.jitter);
    RetryPermit retry;
    bool isInDoubt = false;
    for (std::int64_t number = 1;; ++number) {
        AttemptEnd ended = co_await permittedAttempt(a, statement, guard, end);
        retry.end();
        if (ended.outcome == Outcome::Ok) {
            guard.budget().succeeded();
            co_return ProgramEnd{};
        }
        isInDoubt = isInDoubt || ended.isInDoubt;
        bool isLast = number == policy.maxAttempts;
        if (!isWorthRetrying(ended.outcome, policy.retryOn)) {
            isLast = true;
        } else {
            guard.budget().failed();
            if (!isLast && !guard.budget().permits(guard.active())) {
                probe.retryDenied();
                isLast = true;
            }
        }
        if (!isLast) {
            retry = RetryPermit(guard.budget());
            const Duration wait = backoff.next();
            // Nothing is left, and less, to a process that stood still until after its deadline.
            const Duration left = std::max(end - a.world().now(), Duration::zero());
            isLast = wait >= left;
            if (isLast)
                ended.outcome = Outcome::TimedOut;  // it gives up amid the wait
            co_await delay(std::min(wait, left));
            if (isPaused(a)) [[unlikely]]
                co_await goOn(a);
        }
        if (isLast)
            co_return ProgramEnd{.kind = ProgramEnd::Kind::Failed, .outcome = ended.outcome, .isInDoubt = isInDoubt};
        probe.retried();
    }
}

}  // namespace stormglass::interpreter
