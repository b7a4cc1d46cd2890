// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The interpreter of routines. Each statement reads like the protocol it models.
#include "models/services/custom_step.h"
#include "models/services/deduplication.h"
#include "models/services/interpreter_parts.h"
#include "models/services/orchestrator.h"
#include "models/services/outbox.h"
#include "models/services/pending_reply.h"
#include "simcore/process/delay.h"

#include <algorithm>
#include <span>

namespace stormglass {

namespace interpreter {
namespace {

using namespace instruction;

constexpr ProgramEnd kDone{};
constexpr ProgramEnd kStopped{.kind = ProgramEnd::Kind::Stopped};

ProgramEnd endOf(Outcome outcome) { return outcome == Outcome::Ok ? kDone : failed(outcome); }

Message messageOf(Activation& a, const Emit& statement)
{
    Message message;
    message.transaction = a.transaction;
    message.key = static_cast<std::uint32_t>(a.transaction->key);
    message.publishedAt = a.world().now();
    message.event = statement.event;
    message.flaw = a.flaw;
    message.size = messageSizeOf(*a.transaction);
    return message;
}

/// Publishes and waits for the broker's confirm.
Task<Outcome> publish(Activation& a, const Emit& statement)
{
    letGoOfWorker(a);
    PendingReply confirm(a.world().completions);
    ++a.transaction->messages;
    a.world().sent(a.station().place(), statement.place);
    statement.broker->publish(a.producerAt(*statement.broker), statement.channel,
                              messageOf(a, statement), confirm.id());
    const Outcome outcome = co_await confirm.within(Duration::zero());
    if (isPaused(a)) [[unlikely]]
        co_await goOn(a);
    co_return outcome;
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
    if (isRemembered(statement, state, a.world().now())) {
        tracker.duplicate(transaction);
        a.isRepeated = true;
        if (state.isRejected)
            co_return failed(Outcome::Rejected);
        co_return kDone;
    }
    if (state.isCancelled)
        co_return kStopped;
    if (isKilledAt(a, StepReached::Of::Step, statement.step, spec::StepMoment::Before)) [[unlikely]]
        co_await until(kNever);

    RandomStream demand = statement.demand.at(transaction.number, state.attempts);
    if (state.attempts < 255)
        ++state.attempts;
    co_await work(a, statement.time.sample(demand));
    if (statement.rejection > 0) {
        RandomStream verdict = statement.verdict.at(transaction.number);
        if (verdict.uniform() < statement.rejection) {
            tracker.rejected(transaction, statement.step);
            remember(statement, state, a.world().now());
            co_return failed(Outcome::Rejected);
        }
    }
    if (isKilledAt(a, StepReached::Of::Step, statement.step, spec::StepMoment::During)) [[unlikely]]
        co_await until(kNever);
    if (statement.store != nullptr) {
        const Outcome outcome = co_await query(a, *statement.store, true);
        if (outcome != Outcome::Ok)
            co_return failed(outcome);
    }
    // What another attempt has committed in the meantime makes this commit fail on its unique key.
    if (state.applied != 0 && isRemembered(statement, state, a.world().now())) {
        tracker.duplicate(transaction);
        a.isRepeated = true;
        co_return kDone;
    }
    if (state.isCancelled)
        co_return kStopped;
    tracker.applied(transaction, statement.step);
    remember(statement, state, a.world().now());
    a.isDoomed = isKilledAt(a, StepReached::Of::Step, statement.step, spec::StepMoment::After);
    co_return kDone;
}

Task<ProgramEnd> undo(Activation& a, const Undo& statement)
{
    Transaction& transaction = *a.transaction;
    StepState& state = transaction.steps[statement.step];
    transaction.hasFailed = true;
    state.isCancelled = true;
    const auto isDone = [&] { return statement.isIdempotent && state.reverted != 0; };
    a.isRepeated = isDone();
    if (state.applied == 0 || a.isRepeated)
        co_return kDone;
    if (isKilledAt(a, StepReached::Of::Compensation, statement.step, spec::StepMoment::Before)) [[unlikely]]
        co_await until(kNever);
    RandomStream demand = statement.demand.at(transaction.number);
    co_await work(a, statement.time.sample(demand));
    if (isKilledAt(a, StepReached::Of::Compensation, statement.step, spec::StepMoment::During)) [[unlikely]]
        co_await until(kNever);
    if (statement.store != nullptr) {
        const Outcome outcome = co_await query(a, *statement.store, true);
        if (outcome != Outcome::Ok)
            co_return failed(outcome);
    }
    if (!isDone())
        statement.tracker->reverted(transaction, statement.step);
    a.isDoomed = isKilledAt(a, StepReached::Of::Compensation, statement.step, spec::StepMoment::After);
    co_return kDone;
}

ProgramEnd join(Activation& a, const Join& statement)
{
    StepState& state = a.transaction->steps[statement.step];
    const bool wasHeard = (state.heard & statement.arrived) == statement.arrived;
    state.heard |= statement.arrived;
    if (state.heard == statement.all)
        return kDone;
    a.isRepeated = wasHeard;
    return kStopped;
}

/// The same for news that the orchestrator has not heard before.
bool isOrchestratorKilledAt(Activation& a, const Advance& news, spec::StepMoment moment)
{
    const std::size_t transition = news.orchestrator->transitionOf(*a.transaction, news);
    return transition != 0 && isKilledAt(a, StepReached::Of::Transition, transition, moment);
}

Task<ProgramEnd> advance(Activation& a, const Advance& statement)
{
    if (!a.instance.condition().isSound() && isOrchestratorKilledAt(a, statement, spec::StepMoment::Before)) [[unlikely]]
        co_await until(kNever);
    co_await work(a, statement.transition->time.sample(statement.transition->stream));
    if (!a.instance.condition().isSound() && isOrchestratorKilledAt(a, statement, spec::StepMoment::During)) [[unlikely]]
        co_await until(kNever);
    if (statement.log != nullptr) {
        const Outcome outcome = co_await query(a, *statement.log, true);
        if (outcome != Outcome::Ok)
            co_return failed(outcome);
    }
    const bool isKilled
        = !a.instance.condition().isSound() && isOrchestratorKilledAt(a, statement, spec::StepMoment::After);
    a.isRepeated = statement.orchestrator->transitionOf(*a.transaction, statement) == 0;
    std::vector<const Emit*> commands;
    statement.orchestrator->advance(*a.transaction, statement, a.instance.number(), commands);
    for (const Emit* command : commands) {
        if (isKilled && command->outbox == nullptr) [[unlikely]]
            break;
        const ProgramEnd end = co_await emit(a, *command);
        if (end.hasFailed())
            co_return end;
    }
    if (isKilled) [[unlikely]]
        co_await until(kNever);
    co_return kDone;
}

/// The instance is being killed right after a commit: of what follows, only the events in the outbox are part of it.
Task<> lastRites(Activation& a, std::span<const Instruction> following)
{
    for (const Instruction& next : following) {
        const auto* event = std::get_if<Emit>(&next.action);
        if (event == nullptr || event->outbox == nullptr)
            break;
        event->outbox->add(*event, a.transaction);
    }
    co_await until(kNever);
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
    a.world().sent(a.station().place(), statement.place);
    statement.target->send(a.instance.host(), std::move(request));
}

Task<ProgramEnd> redrive(Activation& a, const Redrive& statement)
{
    const SimTime turn = statement.task->takeTurn(a.world().now());
    if (turn > a.world().now())
        co_await until(turn);
    if (isPaused(a)) [[unlikely]]
        co_await goOn(a);
    Emit to = statement.to;
    to.event = a.event;
    co_return endOf(co_await publish(a, to));
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

}  // namespace

bool isKilledAt(Activation& a, StepReached::Of of, std::size_t number, spec::StepMoment moment)
{
    const InstanceCondition& condition = a.instance.condition();
    if (condition.isSound()) [[likely]]
        return false;
    const std::uint32_t attempt = of == StepReached::Of::Step ? a.transaction->steps[number].attempts : 0;
    return condition.isKilledAt({.transaction = *a.transaction, .number = number, .attempt = attempt, .of = of, .moment = moment},
                                a.instance);
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
        else if (const auto* moving = std::get_if<Redrive>(&instruction.action))
            end = co_await redrive(a, *moving);
        else if (const auto* custom = std::get_if<Custom>(&instruction.action))
            end = co_await custom->step->run(a);
        else if (const auto* fail = std::get_if<Fail>(&instruction.action))
            end = fail->stream->uniform() < fail->probability ? failed(Outcome::Failed) : kDone;
        else
            replyNow(a);
        if (end.kind != ProgramEnd::Kind::Done)
            co_return end;
        if (a.isDoomed) [[unlikely]]
            co_await lastRites(a, {&instruction + 1, program.data() + program.size()});
    }
    co_return kDone;
}

}  // namespace interpreter

Task<ProgramEnd> runRoutine(Activation& activation, const Routine& routine)
{
    using interpreter::runProgram;
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

Task<ProgramEnd> runFatefulRoutine(Activation& activation, const Routine& routine)
{
    using interpreter::failed;
    const InstanceCondition& condition = activation.instance.condition();
    activation.fate = condition.fateOf(activation.request == nullptr, activation.world().now());
    const Fate fate = activation.fate;
    if (fate.extra > Duration::zero()) {
        activation.fate.slowness = 1;  // the factor is for the work itself
        co_await interpreter::work(activation, fate.extra);
        activation.fate.slowness = fate.slowness;
    }
    if (fate.failsBefore)
        co_return failed(Outcome::Failed);
    const ProgramEnd end = co_await runRoutine(activation, routine);
    if (fate.failsAfter && !end.hasFailed())
        co_return failed(Outcome::Failed);
    co_return end;
}

}  // namespace stormglass
