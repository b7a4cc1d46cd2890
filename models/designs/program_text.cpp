// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/designs/wiring_text.h"
#include "simcore/base/quantity_text.h"

namespace stormglass {
namespace {

constexpr int kStep = 2;

std::string toText(const spec::CallPolicy& policy)
{
    std::string text
        = policy.timeout > Duration::zero() ? " within " + stormglass::toText(policy.timeout) : " without a timeout";
    if (policy.maxAttempts > 1)
        text += ", up to " + std::to_string(policy.maxAttempts) + " attempts";
    if (policy.circuitBreaker.window != spec::BreakerWindow::None)
        text += ", circuit breaker";
    if (policy.rateLimiter.limitForPeriod > 0)
        text += ", rate limiter";
    if (policy.bulkhead.maxConcurrent > 0)
        text += ", " + std::to_string(policy.bulkhead.maxConcurrent) + " at a time";
    if (policy.hedging.maxExtra > 0)
        text += ", hedged after " + stormglass::toText(policy.hedging.delay);
    return text;
}

/// Writes one statement; the visitor of the alternatives.
class StatementWriter {
public:
    StatementWriter(std::string& text, int indent) : m_text(text), m_indent(indent) { }

    void operator()(const spec::Work& work) { line("work " + stormglass::toText(work.time)); }
    void operator()(const spec::Call& call)
    {
        line("call " + call.component + " " + call.operation + toText(call.policy));
    }
    void operator()(const spec::Send& send) { line("send " + send.component + " " + send.operation); }
    void operator()(const spec::Publish& publish) { line("publish to " + publish.channel); }
    void operator()(const spec::Access& access)
    {
        line((access.isWrite ? "write to " : "read from ") + access.store);
    }
    void operator()(const spec::Parallel& parallel)
    {
        line("at the same time");
        for (const spec::Program& branch : parallel.branches)
            block("branch", branch);
    }
    void operator()(const spec::Choose& choose)
    {
        line("one of");
        for (const spec::Choose::Option& option : choose.options)
            block(percentToText(option.probability), option.program);
    }
    void operator()(const spec::Fail& fail)
    {
        line(fail.probability == 1 ? "fail" : "fail in " + percentToText(fail.probability));
    }
    void operator()(const spec::Reply&) { line("reply"); }
    void operator()(const spec::Attempt& attempt)
    {
        line("try");
        nested(attempt.program);
        line((attempt.isForDoubtOnly ? std::string("if it is in doubt") : std::string("if it fails"))
             + (attempt.isFailurePassedOn ? ", before failing" : attempt.onFailure.empty() ? ", go on" : ""));
        nested(attempt.onFailure);
    }
    void operator()(const spec::PerformStep& perform)
    {
        const spec::Deduplication& memory = perform.deduplication;
        std::string again = perform.isIdempotent ? "" : ", even again";
        if (perform.isIdempotent && memory.window > Duration::zero())
            again = ", again after " + stormglass::toText(memory.window);
        else if (perform.isIdempotent && memory.count > 0)
            again = ", again after " + std::to_string(memory.count) + " others";
        line("perform " + perform.flow + "." + perform.step + again);
    }
    void operator()(const spec::UndoStep& undo)
    {
        line("undo " + undo.flow + "." + undo.step + (undo.isIdempotent ? "" : ", even again"));
    }
    void operator()(const spec::EmitEvent& emit)
    {
        line("emit " + emit.event + " to " + emit.channel + (emit.throughOutbox ? " through the outbox" : " directly"));
    }
    void operator()(const spec::RedriveMessage& redrive)
    {
        line("redrive to " + redrive.channel + ", " + rateToText(redrive.rate) + (redrive.isOnce ? ", what is there" : ""));
    }
    void operator()(const spec::JoinSteps& join)
    {
        line("join for " + join.flow + "." + join.step + ": " + join.arrived + " has arrived");
    }
    void operator()(const spec::AdvanceSaga& advance)
    {
        using enum spec::AdvanceSaga::News;
        const std::string news = advance.news == Started ? "started"
            : advance.news == Succeeded                  ? "succeeded"
            : advance.news == Failed                     ? "failed"
                                                         : "undone";
        line("advance saga " + advance.flow + (advance.step.empty() ? "" : "." + advance.step) + ": " + news);
    }

private:
    void line(const std::string& what)
    {
        m_text += std::string(static_cast<std::size_t>(m_indent), ' ') + what + "\n";
    }
    void nested(const spec::Program& program) { m_text += stormglass::toText(program, m_indent + kStep); }
    void block(const std::string& heading, const spec::Program& program)
    {
        StatementWriter inner(m_text, m_indent + kStep);
        inner.line(heading);
        inner.nested(program);
    }

    std::string& m_text;
    int m_indent;
};

}  // namespace

std::string toText(const spec::Program& program, int indent)
{
    std::string text;
    for (const spec::Statement& statement : program)
        std::visit(StatementWriter(text, indent), statement.action);
    return text;
}

}  // namespace stormglass
