// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hedged requests. Sources: Dean and Barroso, The Tail at Scale (2013); gRPC proposal A6, hedgingPolicy (a failure sends
// the next request at once; the throttle of retries holds for them, too); Polly's hedging strategy.
#include "models/services/resilience/guarded_call.h"
#include "simcore/process/first_of.h"
#include "simcore/process/inbox.h"

#include <algorithm>
#include <deque>

namespace stormglass::interpreter {

/// The answers to several requests for the same, in the order in which they come.
class HedgeAnswers {
public:
    struct Answer {
        std::size_t request = 0;
        Outcome outcome = Outcome::Ok;
    };

    explicit HedgeAnswers(Completions& completions) : m_completions(completions) { }
    HedgeAnswers(const HedgeAnswers&) = delete;
    HedgeAnswers& operator=(const HedgeAnswers&) = delete;
    ~HedgeAnswers()
    {
        for (const Awaited& awaited : m_awaited)
            m_completions.close(awaited.id);
    }

    [[nodiscard]] CompletionId expect()
    {
        Awaited& awaited = m_awaited.emplace_back(*this, m_awaited.size());
        awaited.id = m_completions.open(awaited);
        ++m_open;
        return awaited.id;
    }
    [[nodiscard]] std::size_t sent() const { return m_awaited.size(); }
    [[nodiscard]] std::size_t open() const { return m_open; }
    [[nodiscard]] Inbox<Answer>& inbox() { return m_inbox; }

private:
    class Awaited final : public CompletionTarget {
    public:
        Awaited(HedgeAnswers& answers, std::size_t number) : m_answers(answers), m_number(number) { }
        void completed(Outcome outcome) override
        {
            --m_answers.m_open;
            static_cast<void>(m_answers.m_inbox.offer(Answer{m_number, outcome}));
        }

        CompletionId id;

    private:
        HedgeAnswers& m_answers;
        const std::size_t m_number;
    };

    Completions& m_completions;
    std::deque<Awaited> m_awaited;  // their places are known to others
    std::size_t m_open = 0;
    Inbox<Answer> m_inbox;
};

namespace {

/// The next answer; nothing if none comes until that instant, which may have passed in a pause.
Task<std::optional<HedgeAnswers::Answer>> answerUntil(Activation& a, HedgeAnswers& answers, SimTime until)
{
    std::optional<HedgeAnswers::Answer> answer;
    if (until == kNever) {
        answer = co_await answers.inbox().take();
        co_return answer;
    }
    const auto taken = co_await withTimeout(answers.inbox().take(), std::max(until - a.world().now(), Duration::zero()));
    if (taken)
        answer = *taken;
    co_return answer;
}

}  // namespace

Task<AttemptEnd> hedgedAttempt(Activation& a, const instruction::Call& statement, CallGuard& guard, SimTime limit)
{
    const spec::Hedging& hedging = statement.policy.hedging;
    CallProbe& probe = a.station().probe().calls();
    HedgeAnswers answers(a.world().completions);
    AttemptEnd end;
    bool mayHedge = true;
    for (;;) {
        sendRequest(a, statement, answers.expect(), limit);
        const SimTime next = a.world().calendar.after(hedging.delay);
        bool isNextDue = false;
        while (!isNextDue) {
            mayHedge = mayHedge && answers.sent() <= static_cast<std::size_t>(hedging.maxExtra);
            const SimTime until = mayHedge ? std::min(next, limit) : limit;
            std::optional<HedgeAnswers::Answer> answer = co_await answerUntil(a, answers, until);
            if (isPaused(a)) [[unlikely]]
                co_await goOn(a);
            if (!answer)
                answer = answers.inbox().tryTake();  // it came in a pause, and is read before the clock is looked at
            if (!answer && a.world().now() >= limit)
                co_return AttemptEnd{Outcome::TimedOut, true};
            if (answer) {
                end.outcome = answer->outcome;
                end.isInDoubt = end.isInDoubt || isInDoubtAfter(end.outcome);
                if (end.outcome == Outcome::Ok || end.outcome == Outcome::Rejected) {
                    if (answer->request > 0)
                        probe.hedgeWon();
                    co_return end;
                }
            }
            if (mayHedge && !guard.budget().permits(guard.active()))
                mayHedge = false;
            if (answers.open() == 0 && !mayHedge && answers.inbox().empty())
                co_return end;
            isNextDue = mayHedge && a.world().now() < limit;
        }
        probe.hedged();
    }
}

}  // namespace stormglass::interpreter
