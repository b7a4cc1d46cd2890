// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/interpreter_parts.h"
#include "models/services/pending_reply.h"
#include "simcore/process/scope.h"

#include <algorithm>

namespace stormglass::interpreter {
namespace {

/// A branch takes and gives back workers of its own; where a request keeps its worker, its branches share that one.
class Branch {
public:
    explicit Branch(Activation& whole)
        : activation{.instance = whole.instance, .transaction = whole.transaction, .request = whole.request}
    {
        activation.hasReplied = whole.hasReplied;
        activation.fate = whole.fate;
        activation.event = whole.event;
        activation.source = whole.source;
        activation.producer = whole.producer;
        activation.isOnWorkerOfOthers = whole.isOnWorkerOfOthers || whole.worker.isHeld();
    }
    Branch(const Branch&) = delete;
    Branch& operator=(const Branch&) = delete;
    ~Branch()
    {
        if (activation.worker.isHeld())  // it was crashed
            activation.station().probe().serverFreed(activation.world().now());
    }

    Activation activation;
};

Task<> runBranch(Activation& whole, const Instructions& program, ProgramEnd& end, std::size_t& open, CompletionId join)
{
    Branch branch(whole);
    end = co_await runProgram(branch.activation, program);
    whole.hasReplied = whole.hasReplied || branch.activation.hasReplied;
    whole.hasPublished = whole.hasPublished || branch.activation.hasPublished;
    letGoOfWorker(branch.activation);
    if (--open == 0)
        whole.world().completions.resolve(join, Outcome::Ok);
}

}  // namespace

Task<ProgramEnd> parallel(Activation& a, const instruction::Parallel& statement)
{
    letGoOfWorker(a);
    std::vector<ProgramEnd> ends(statement.branches.size());
    std::size_t open = ends.size();
    PendingReply allDone(a.world().completions);
    Scope branches(a.world().calendar);
    for (std::size_t i = 0; i < ends.size(); ++i)
        branches.spawn(runBranch(a, statement.branches[i], ends[i], open, allDone.id()));
    co_await allDone.within(Duration::zero());
    const auto worst = std::ranges::find_if(ends, &ProgramEnd::hasFailed);
    co_return worst == ends.end() ? ProgramEnd{} : *worst;
}

}  // namespace stormglass::interpreter
