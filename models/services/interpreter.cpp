// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The interpreter of routines. Each statement reads like the protocol it models.
#include "models/services/activation.h"
#include "models/services/orchestrator.h"
#include "models/services/outbox.h"
#include "models/services/pending_reply.h"
#include "models/stores/database.h"
#include "simcore/platform/waiting.h"
#include "simcore/process/delay.h"
#include "simcore/process/first_of.h"
#include "simcore/process/task.h"

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

using namespace instruction;

Task<ProgramEnd> runProgram(Activation& a, const Instructions& program);

constexpr ProgramEnd kDone{};
constexpr ProgramEnd kStopped{.kind = ProgramEnd::Kind::Stopped};

ProgramEnd failed(Outcome outcome)
{
    return {.kind = ProgramEnd::Kind::Failed, .outcome = outcome};
}

ProgramEnd endOf(Outcome outcome) { return outcome == Outcome::Ok ? kDone : failed(outcome); }

/// While a request waits for others: a thread per request keeps its worker, asynchronous calls give it back.
void letGoOfWorker(Activation& a)
{
    if (!a.worker.isHeld() || a.station().settings().workers.holdsWorkerDuringCalls)
        return;
    a.worker.release();
    a.station().probe().serverFreed(a.world().now());
    a.instance.startWaiting();
}

bool needsWorker(const Activation& a) { return a.request != nullptr && !a.isOnWorkerOfOthers && !a.worker.isHeld(); }

/// Holds a worker for the time. Those who come back from a call go before those who have not begun.
Task<> work(Activation& a, Duration time)
{
    if (needsWorker(a)) {
        a.worker = co_await a.instance.workers().acquire(1);
        a.station().probe().serverTaken(a.world().now());
    }
    if (time <= Duration::zero())
        co_return;
    if (a.station().settings().workers.cpu == spec::Cpu::Shared)
        co_await execute(*a.world().conductor, a.instance.host(), toSeconds(time));
    else
        co_await delay(time);
}

/// One query: a connection of this instance's pool, the way there, the execution, the way back.
Task<Outcome> query(Activation& a, Database& store, bool isWrite)
{
    letGoOfWorker(a);
    Resource& pool = a.instance.connectionsTo(store, store.poolSize());
    Lease connection;
    if (std::optional<Lease> free = pool.tryAcquire()) {
        connection = std::move(*free);
    } else {
        std::optional<Lease> granted = co_await withTimeout(pool.acquire(), store.connectionTimeout());
        if (!granted)
            co_return Outcome::TimedOut;
        connection = std::move(*granted);
    }
    PendingReply reply(a.world().completions);
    store.query(a.instance.host(), a.transaction, isWrite, reply.id());
    co_return co_await reply.within(store.queryTimeout());
}

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

Task<ProgramEnd> call(Activation& a, const Call& statement)
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
            request.deadline = a.world().calendar.after(policy.timeout);
            statement.target->send(a.instance.host(), std::move(request));
            outcome = co_await reply.within(policy.timeout);
        }
        if (outcome == Outcome::Ok)
            co_return kDone;
        isInDoubt = isInDoubt || isInDoubtAfter(outcome);
        if (outcome == Outcome::Rejected || attempt == policy.maxAttempts)
            co_return ProgramEnd{.kind = ProgramEnd::Kind::Failed, .outcome = outcome, .isInDoubt = isInDoubt};
        co_await delay(waitBefore(attempt + 1, policy, *statement.jitter));
    }
}

Message messageOf(Activation& a, const Emit& statement)
{
    Message message;
    message.transaction = a.transaction;
    message.key = a.transaction->number;
    message.publishedAt = a.world().now();
    message.event = statement.event;
    message.size = messageSizeOf(*a.transaction);
    return message;
}

/// Publishes and waits for the broker's confirm.
Task<Outcome> publish(Activation& a, const Emit& statement)
{
    letGoOfWorker(a);
    PendingReply confirm(a.world().completions);
    ++a.transaction->messages;
    statement.broker->publish(a.instance.producerAt(*statement.broker), statement.channel,
                              messageOf(a, statement), confirm.id());
    co_return co_await confirm.within(Duration::zero());
}

/// Through the outbox it is part of the commit that has just been made, and costs no time here. (No co_await in a
/// conditional expression: g++ 12 evaluates it in both cases.)
Task<ProgramEnd> emit(Activation& a, const Emit& statement)
{
    if (statement.outbox != nullptr) {
        statement.outbox->add(statement, a.transaction);
        co_return kDone;
    }
    co_return endOf(co_await publish(a, statement));
}

Task<ProgramEnd> perform(Activation& a, const Perform& statement)
{
    Transaction& transaction = *a.transaction;
    StepState& state = transaction.steps[statement.step];
    FlowTracker& tracker = *statement.tracker;
    if (statement.isIdempotent && (state.applied != 0 || state.isRejected)) {
        tracker.duplicate(transaction);
        if (state.isRejected)
            co_return failed(Outcome::Rejected);
        co_return kDone;
    }
    if (state.isCancelled)
        co_return kStopped;

    RandomStream demand = statement.demand.at(transaction.number, state.attempts);
    if (state.attempts < 255)
        ++state.attempts;
    co_await work(a, statement.time.sample(demand));
    if (statement.rejection > 0) {
        RandomStream verdict = statement.verdict.at(transaction.number);
        if (verdict.uniform() < statement.rejection) {
            tracker.rejected(transaction, statement.step);
            co_return failed(Outcome::Rejected);
        }
    }
    if (statement.store != nullptr) {
        const Outcome outcome = co_await query(a, *statement.store, true);
        if (outcome != Outcome::Ok)
            co_return failed(outcome);
    }
    // What another attempt has committed in the meantime makes this commit fail on its unique key.
    if (statement.isIdempotent && state.applied != 0) {
        tracker.duplicate(transaction);
        co_return kDone;
    }
    if (state.isCancelled)
        co_return kStopped;
    tracker.applied(transaction, statement.step);
    co_return kDone;
}

Task<ProgramEnd> undo(Activation& a, const Undo& statement)
{
    Transaction& transaction = *a.transaction;
    StepState& state = transaction.steps[statement.step];
    transaction.hasFailed = true;
    state.isCancelled = true;
    if (state.applied == 0 || state.isReverted)
        co_return kDone;
    RandomStream demand = statement.demand.at(transaction.number);
    co_await work(a, statement.time.sample(demand));
    if (statement.store != nullptr) {
        const Outcome outcome = co_await query(a, *statement.store, true);
        if (outcome != Outcome::Ok)
            co_return failed(outcome);
    }
    if (!state.isReverted)
        statement.tracker->reverted(transaction, statement.step);
    co_return kDone;
}

ProgramEnd join(Activation& a, const Join& statement)
{
    StepState& state = a.transaction->steps[statement.step];
    state.heard |= statement.arrived;
    return state.heard == statement.all ? kDone : kStopped;
}

Task<ProgramEnd> advance(Activation& a, const Advance& statement)
{
    co_await work(a, statement.transition->time.sample(statement.transition->stream));
    if (statement.log != nullptr) {
        const Outcome outcome = co_await query(a, *statement.log, true);
        if (outcome != Outcome::Ok)
            co_return failed(outcome);
    }
    std::vector<const Emit*> commands;
    statement.orchestrator->advance(*a.transaction, statement, commands);
    for (const Emit* command : commands) {
        const ProgramEnd end = co_await emit(a, *command);
        if (end.hasFailed())
            co_return end;
    }
    co_return kDone;
}

/// A branch takes and gives back workers of its own; where a request keeps its worker, its branches share that one.
class Branch {
public:
    explicit Branch(Activation& whole)
        : activation{.instance = whole.instance, .transaction = whole.transaction, .request = whole.request}
    {
        activation.hasReplied = whole.hasReplied;
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
    letGoOfWorker(branch.activation);
    if (--open == 0)
        whole.world().completions.resolve(join, Outcome::Ok);
}

/// The branches are processes of one scope, so they end with the routine that waits for them.
Task<ProgramEnd> parallel(Activation& a, const Parallel& statement)
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
    co_return worst == ends.end() ? kDone : *worst;
}

const Instructions* chosen(const Choose& statement)
{
    const double draw = statement.stream->uniform();
    const auto option = std::ranges::find_if(statement.options,
                                             [draw](const auto& candidate) { return draw < candidate.first; });
    return option == statement.options.end() ? nullptr : &option->second;
}

void replyNow(Activation& a)
{
    if (a.request == nullptr || a.hasReplied)
        return;
    a.hasReplied = true;
    a.instance.reply(*a.request, Outcome::Ok);
}

void sendOneWay(Activation& a, const Send& statement)
{
    Request request;
    request.transaction = a.transaction;
    request.operation = statement.operation;
    request.size = messageSizeOf(*a.transaction);
    request.replyTo = a.instance.host();
    statement.target->send(a.instance.host(), std::move(request));
}

Task<ProgramEnd> attempt(Activation& a, const Attempt& statement)
{
    const ProgramEnd end = co_await runProgram(a, statement.program);
    if (!end.hasFailed())
        co_return statement.isFailurePassedOn ? end : kDone;
    if (end.isInDoubt || !statement.isForDoubtOnly)
        co_await runProgram(a, statement.onFailure);
    co_return statement.isFailurePassedOn ? end : kDone;
}

Task<ProgramEnd> choose(Activation& a, const Choose& statement)
{
    const Instructions* option = chosen(statement);
    if (option == nullptr)
        co_return kDone;
    co_return co_await runProgram(a, *option);
}

/// Statements that need no waiting are done on the spot; the others get a frame of their own.
Task<ProgramEnd> runProgram(Activation& a, const Instructions& program)
{
    for (const Instruction& instruction : program) {
        ProgramEnd end;
        if (const auto* step = std::get_if<Perform>(&instruction.action))
            end = co_await perform(a, *step);
        else if (const auto* timed = std::get_if<Work>(&instruction.action))
            co_await work(a, timed->work->time.sample(timed->work->stream));
        else if (const auto* request = std::get_if<Call>(&instruction.action))
            end = co_await call(a, *request);
        else if (const auto* access = std::get_if<Access>(&instruction.action))
            end = endOf(co_await query(a, *access->store, access->isWrite));
        else if (const auto* event = std::get_if<Emit>(&instruction.action))
            end = co_await emit(a, *event);
        else if (const auto* undoing = std::get_if<Undo>(&instruction.action))
            end = co_await undo(a, *undoing);
        else if (const auto* waiting = std::get_if<Join>(&instruction.action))
            end = join(a, *waiting);
        else if (const auto* saga = std::get_if<Advance>(&instruction.action))
            end = co_await advance(a, *saga);
        else if (const auto* oneWay = std::get_if<Send>(&instruction.action))
            sendOneWay(a, *oneWay);
        else if (const auto* branches = std::get_if<Parallel>(&instruction.action))
            end = co_await parallel(a, *branches);
        else if (const auto* options = std::get_if<Choose>(&instruction.action))
            end = co_await choose(a, *options);
        else if (const auto* guarded = std::get_if<Attempt>(&instruction.action))
            end = co_await attempt(a, *guarded);
        else if (const auto* fail = std::get_if<Fail>(&instruction.action))
            end = fail->stream->uniform() < fail->probability ? failed(Outcome::Failed) : kDone;
        else
            replyNow(a);
        if (end.kind != ProgramEnd::Kind::Done)
            co_return end;
    }
    co_return kDone;
}

}  // namespace

Task<ProgramEnd> runRoutine(Activation& activation, const Routine& routine)
{
    const ProgramEnd end = co_await runProgram(activation, routine.body);
    if (!end.hasFailed() || routine.onFailure.empty())
        co_return end;
    // A message whose handler failed for a technical reason will be delivered again: nothing is to be mended. Who
    // called and waits gets the failure, so what has been done must be undone now.
    if (activation.request == nullptr && end.outcome != Outcome::Rejected)
        co_return end;
    const ProgramEnd mended = co_await runProgram(activation, routine.onFailure);
    if (activation.request == nullptr && mended.hasFailed())
        co_return mended;
    co_return end;
}

}  // namespace stormglass
