// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/resolver.h"

#include "simcore/base/check.h"

#include <algorithm>

namespace stormglass {
namespace {

template <class Map>
auto& found(Map& map, const std::string& name, const char* sort)
{
    const auto entry = map.find(name);
    SIM_CHECK(entry != map.end(), "there is no " + std::string(sort) + " " + name);
    return *entry->second;
}

}  // namespace

OperationId Resolver::operation(const std::string& name)
{
    return m_operations.emplace(name, OperationId{static_cast<std::uint32_t>(m_operations.size())}).first->second;
}

EventTypeId Resolver::event(const std::string& name)
{
    if (name.empty())
        return {};
    const auto [entry, isNew] = m_events.emplace(name, EventTypeId{static_cast<std::uint32_t>(m_events.size())});
    if (isNew)
        m_model.eventNames.push_back(name);
    return entry->second;
}

FlowTracker& Resolver::tracker(const std::string& flow) { return found(m_model.trackers, flow, "flow"); }
Station* Resolver::station(const std::string& component) { return &found(m_model.stations, component, "component"); }

Database* Resolver::database(const std::string& store)
{
    return store.empty() ? nullptr : &found(m_model.databases, store, "database");
}

Outbox& Resolver::outboxOf(const std::string& component)
{
    Station& station = found(m_model.stations, component, "component");
    if (station.outbox() == nullptr)
        station.setOutbox(std::make_unique<Outbox>(station, m_model.wiring.outbox));
    return *station.outbox();
}

std::shared_ptr<RandomStream> Resolver::stream(Context& context, const char* purpose)
{
    const std::string entity = context.component + "/" + context.place + "/" + std::to_string(++context.statements);
    return std::make_shared<RandomStream>(m_model.streams.stream(entity, purpose));
}

Routine Resolver::resolve(const Handler& handler)
{
    const auto* onRequest = std::get_if<Handler::OnRequest>(&handler.trigger);
    const auto* onMessage = std::get_if<Handler::OnMessage>(&handler.trigger);
    Context context{handler.component,
                    onRequest != nullptr ? onRequest->operation : onMessage->channel + ":" + onMessage->event};
    Routine routine;
    if (onRequest != nullptr)
        routine.name = onRequest->operation;
    else
        routine.name = onMessage->event.empty() ? onMessage->channel : onMessage->event;
    routine.body = resolve(context, handler.body);
    routine.onFailure = resolve(context, handler.onFailure);
    return routine;
}

Instructions Resolver::resolve(Context& context, const spec::Program& program)
{
    Instructions instructions;
    instructions.reserve(program.size());
    for (const spec::Statement& statement : program)
        instructions.push_back(resolve(context, statement));
    return instructions;
}

Instruction Resolver::resolve(Context& context, const spec::Statement& statement)
{
    struct Visitor {
        Resolver& resolver;
        Context& context;

        Instruction operator()(const spec::Work& work)
        {
            const auto draws = resolver.stream(context, "service time");
            return {instruction::Work{std::make_shared<instruction::TimedWork>(Sampler(work.time), *draws)}};
        }
        Instruction operator()(const spec::Call& call)
        {
            return {resolver.call(context, call)};
        }
        Instruction operator()(const spec::Send& send)
        {
            Station* target = resolver.station(send.component);
            return {instruction::Send{target, resolver.operation(send.operation), target->place()}};
        }
        Instruction operator()(const spec::Publish& publish)
        {
            return {resolver.emit(context.component, publish.channel, {}, false)};
        }
        Instruction operator()(const spec::Access& access)
        {
            return {instruction::Access{resolver.database(access.store), access.isWrite}};
        }
        Instruction operator()(const spec::Parallel& parallel)
        {
            instruction::Parallel resolved;
            for (const spec::Program& branch : parallel.branches)
                resolved.branches.push_back(resolver.resolve(context, branch));
            return {std::move(resolved)};
        }
        Instruction operator()(const spec::Choose& choose)
        {
            instruction::Choose resolved;
            double sum = 0;
            for (const spec::Choose::Option& option : choose.options) {
                sum += option.probability;
                resolved.options.emplace_back(sum, resolver.resolve(context, option.program));
            }
            resolved.stream = resolver.stream(context, "choice");
            return {std::move(resolved)};
        }
        Instruction operator()(const spec::Fail& fail)
        {
            return {instruction::Fail{fail.probability, resolver.stream(context, "failure")}};
        }
        Instruction operator()(const spec::Reply&) { return {instruction::Reply{}}; }
        Instruction operator()(const spec::Attempt& attempt)
        {
            return {instruction::Attempt{resolver.resolve(context, attempt.program),
                                         resolver.resolve(context, attempt.onFailure), attempt.isForDoubtOnly,
                                         attempt.isFailurePassedOn}};
        }
        Instruction operator()(const spec::PerformStep& step) { return {resolver.perform(step)}; }
        Instruction operator()(const spec::UndoStep& step) { return {resolver.undo(step)}; }
        Instruction operator()(const spec::EmitEvent& event)
        {
            return {resolver.emit(context.component, event.channel, event.event, event.throughOutbox)};
        }
        Instruction operator()(const spec::JoinSteps& step) { return {resolver.join(step)}; }
        Instruction operator()(const spec::RedriveMessage& redrive) { return {resolver.redrive(context, redrive)}; }
        Instruction operator()(const spec::AdvanceSaga& news) { return {resolver.advance(context, news)}; }
    };
    return std::visit(Visitor{*this, context}, statement.action);
}

instruction::Call Resolver::call(Context& context, const spec::Call& call)
{
    Station* target = station(call.component);
    found(m_model.stations, context.component, "component").probe().calls().expect(call.policy);
    return {.target = target,
            .operation = operation(call.operation),
            .policy = call.policy,
            .jitter = stream(context, "jitter"),
            .guard = guardOf(context.component, *target, call.policy),
            .place = target->place()};
}

GuardedTargetRef Resolver::guardOf(const std::string& component, const Endpoint& target, const spec::CallPolicy& policy)
{
    if (isPlain(policy))
        return nullptr;
    std::vector<GuardedTargetRef>& known = m_guards[component];
    for (const GuardedTargetRef& guard : known) {
        if (guard->target == &target && guard->policy == policy)
            return guard;
    }
    known.push_back(std::make_shared<const GuardedTarget>(GuardedTarget{&target, policy}));
    return known.back();
}

instruction::Redrive Resolver::redrive(const Context& context, const spec::RedriveMessage& redrive)
{
    std::shared_ptr<MoveTask>& task = m_redrives[context.component + "/" + context.place + "/" + redrive.channel];
    if (task == nullptr)
        task = std::make_shared<MoveTask>(fromSeconds(1 / redrive.rate), redrive.isOnce);
    return {.to = emit(context.component, redrive.channel, {}, false), .task = task};
}

instruction::Emit Resolver::emit(const std::string& component, const std::string& channel, const std::string& event,
                                 bool throughOutbox)
{
    ChannelRuntime& runtime = found(m_model.channelByName, channel, "channel");
    this->station(component)->addProducers(*runtime.broker);
    runtime.probe.addPublisher(throughOutbox);
    if (throughOutbox)
        outboxOf(component).addProducer(*runtime.broker);
    return {.broker = runtime.broker,
            .channel = runtime.id,
            .event = this->event(event),
            .outbox = throughOutbox ? &outboxOf(component) : nullptr,
            .place = runtime.probe.place()};
}

instruction::Perform Resolver::perform(const spec::PerformStep& statement)
{
    FlowTracker& flow = tracker(statement.flow);
    const std::size_t index = flow.stepIndex(statement.step);
    const spec::Step& step = flow.flow().steps[index];
    const std::string entity = statement.flow + "/" + statement.step;
    std::shared_ptr<std::uint64_t> effects;
    if (statement.deduplication.count > 0) {
        effects = m_effects[entity];
        if (effects == nullptr)
            m_effects[entity] = effects = std::make_shared<std::uint64_t>();
    }
    return {.tracker = &flow,
            .step = index,
            .isIdempotent = statement.isIdempotent,
            .deduplication = statement.deduplication,
            .effects = effects,
            .time = Sampler(step.time),
            .demand = m_model.streams.stream(entity, "service time"),
            .verdict = m_model.streams.stream(entity, "rejection"),
            .rejection = step.rejection,
            .store = database(step.store)};
}

instruction::Undo Resolver::undo(const spec::UndoStep& statement)
{
    FlowTracker& flow = tracker(statement.flow);
    const std::size_t index = flow.stepIndex(statement.step);
    const spec::Step& step = flow.flow().steps[index];
    return {.tracker = &flow,
            .step = index,
            .isIdempotent = statement.isIdempotent,
            .time = Sampler(step.compensationTime),
            .demand = m_model.streams.stream(statement.flow + "/" + statement.step, "compensation time"),
            .store = database(step.store)};
}

instruction::Join Resolver::join(const spec::JoinSteps& statement)
{
    const FlowTracker& flow = tracker(statement.flow);
    const std::size_t index = flow.stepIndex(statement.step);
    instruction::Join join{.step = index, .arrived = 1U << flow.stepIndex(statement.arrived), .all = 0};
    for (const std::string& predecessor : flow.flow().steps[index].after)
        join.all |= 1U << flow.stepIndex(predecessor);
    return join;
}

instruction::Advance Resolver::advance(Context& context, const spec::AdvanceSaga& news)
{
    const FlowTracker& flow = tracker(news.flow);
    const auto component = std::ranges::find(m_model.spec.topology.components, context.component,
                                             &spec::Component::name);
    const auto& settings = std::get<spec::OrchestratorSettings>(component->settings);
    const auto draws = stream(context, "transition time");
    return {.orchestrator = &found(m_model.orchestrators, context.component, "orchestrator"),
            .saga = m_sagas.at(news.flow),
            .step = news.step.empty() ? 0 : flow.stepIndex(news.step),
            .news = news.news,
            .transition = std::make_shared<instruction::TimedWork>(Sampler(settings.transitionTime), *draws),
            .log = database(settings.store)};
}

void Resolver::addSagas()
{
    for (const SagaPlan& plan : m_model.wiring.sagas) {
        const FlowTracker& flow = tracker(plan.flow);
        const std::vector<spec::Step>& steps = flow.flow().steps;
        Orchestrator::Saga saga;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const SagaPlan::Command& command = plan.commands[i];
            Orchestrator::Step& step = saga.steps.emplace_back();
            for (const std::string& predecessor : steps[i].after)
                step.predecessors |= 1U << flow.stepIndex(predecessor);
            step.isLocal = command.doEvent.empty();
            step.isCompensable = !command.undoEvent.empty();
            const bool usesOutbox = m_model.wiring.outbox.isEnabled;
            if (!step.isLocal)
                step.doIt = emit(plan.orchestrator, command.channel, command.doEvent, usesOutbox);
            if (step.isCompensable)
                step.undoIt = emit(plan.orchestrator, command.channel, command.undoEvent, usesOutbox);
        }
        m_sagas[plan.flow] = found(m_model.orchestrators, plan.orchestrator, "orchestrator").addSaga(std::move(saga));
    }
}

}  // namespace stormglass
