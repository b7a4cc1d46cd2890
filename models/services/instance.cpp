// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/instance.h"

#include "models/network/reply.h"
#include "models/services/activation.h"
#include "models/services/message_consumer.h"
#include "models/services/stability/balancer.h"
#include "models/services/station.h"
#include "simcore/base/check.h"
#include "simcore/process/task.h"

#include <algorithm>

namespace stormglass {

/// Sees to it that a request which got a worker leaves the books and its caller hears of it, however it ends.
class ServedRequest {
public:
    ServedRequest(Instance& instance, const Request& request, Activation& activation)
        : m_instance(instance), m_request(request), m_activation(activation)
    {
        probe().started(now(), request.arrivedAt);
        m_startedAt = now();
        ++m_instance.m_inService;
    }
    ServedRequest(const ServedRequest&) = delete;
    ServedRequest& operator=(const ServedRequest&) = delete;

    ~ServedRequest()
    {
        if (m_hasEnded || m_instance.m_isEnding)
            return;
        --m_instance.m_inService;
        probe().droppedInService(now(), m_request.arrivedAt, DropCause::Crashed);
        if (m_activation.worker.isHeld())
            probe().serverFreed(now());
        if (!m_activation.hasReplied)
            m_instance.reply(m_request, Outcome::Reset);
    }

    void end(Outcome outcome, const Routine& routine)
    {
        m_hasEnded = true;
        --m_instance.m_inService;
        m_instance.m_station.world().tracer.record(*m_request.transaction, m_instance.m_station.settings().name,
                                                   m_instance.m_number, routine.name, m_request.arrivedAt,
                                                   m_startedAt, now());
        probe().ended(now(), m_request.arrivedAt);
        if (m_activation.worker.isHeld())
            probe().serverFreed(now());
        if (!m_activation.hasReplied)
            m_instance.reply(m_request, outcome);
    }

private:
    [[nodiscard]] StationProbe& probe() const { return m_instance.m_station.probe(); }
    [[nodiscard]] SimTime now() const { return m_instance.m_station.world().now(); }

    Instance& m_instance;
    const Request& m_request;
    Activation& m_activation;
    SimTime m_startedAt{};
    bool m_hasEnded = false;
};

Instance::Instance(Station& station, std::size_t number, HostId host)
    : m_station(station)
    , m_number(number)
    , m_host(host)
    , m_workers(static_cast<std::size_t>(station.settings().workers.concurrency), Resource::Discipline::Priority)
    , m_scope(station.world().calendar)
{
    if (station.settings().workers.shedding.rule != spec::SheddingRule::None)
        m_shedder = std::make_unique<LoadShedder>(station.settings().workers.shedding);
}

Instance::~Instance() = default;

void Instance::arrive(Request request)
{
    StationProbe& probe = m_station.probe();
    if (!m_isUp) {
        // A closed port answers at once; a host that is gone does not answer at all.
        probe.turnedAway(m_station.world().now(), DropCause::Unavailable);
        reply(request, Outcome::Unavailable);
        return;
    }
    request.arrivedAt = m_station.world().now();
    if (!m_condition.isSound() && isHeldUp(request)) [[unlikely]]
        return;
    if (std::optional<Lease> worker = m_queue.empty() ? m_workers.tryAcquire() : std::nullopt) {
        probe.arrived(request.arrivedAt);
        start(std::move(request), std::move(*worker));
        return;
    }
    if (m_queue.size() >= static_cast<std::size_t>(m_station.settings().workers.queueCapacity)) {
        probe.turnedAway(request.arrivedAt, DropCause::QueueFull);
        reply(request, Outcome::Refused);
        return;
    }
    probe.arrived(request.arrivedAt);
    join(std::move(request));
}

void Instance::join(Request request)
{
    if (m_queue.empty())
        m_backloggedSince = request.arrivedAt;
    if (m_shedder != nullptr)
        m_shedder->joined(request.arrivedAt - m_backloggedSince);
    m_queue.pushBack(std::move(request));
}

std::optional<Request> Instance::takeNext()
{
    const spec::WorkerPool& settings = m_station.settings().workers;
    const SimTime now = m_station.world().now();
    const bool isFromFront = settings.discipline == spec::Discipline::Fcfs
        || (settings.discipline == spec::Discipline::AdaptiveLifo
            && now - m_backloggedSince <= settings.shedding.interval);
    Request request = isFromFront ? m_queue.takeFront() : m_queue.takeBack();
    const bool isShed
        = m_shedder != nullptr && m_shedder->drops(now, now - request.arrivedAt, isFromFront, m_queue.empty());
    const SimTime onItsClock = m_condition.onItsClock(now);
    const bool isExpired = settings.dropsExpired && request.deadline < onItsClock;
    const bool isTooLate = settings.shedding.minTimeLeft > Duration::zero() && request.deadline != kNever
        && request.deadline - onItsClock < settings.shedding.minTimeLeft;
    if (!isShed && !isExpired && !isTooLate) [[likely]]
        return request;
    const DropCause cause = isExpired || isTooLate ? DropCause::Expired : DropCause::Shed;
    m_station.probe().droppedWaiting(now, request.arrivedAt, cause);
    reply(request, isExpired ? Outcome::TimedOut : Outcome::Refused);
    return std::nullopt;
}

void Instance::startWaiting()
{
    if (m_isStarting || !m_isUp || m_condition.isPaused())
        return;
    m_isStarting = true;  // a request that needs no time ends within start() and comes back here
    while (!m_queue.empty()) {
        std::optional<Lease> worker = m_workers.tryAcquire();
        if (!worker)
            break;
        if (std::optional<Request> request = takeNext())
            start(std::move(*request), std::move(*worker));
    }
    m_isStarting = false;
}

void Instance::start(Request request, Lease worker)
{
    m_scope.spawn(serve(std::move(request), std::move(worker)));
}

Task<> Instance::serve(Request request, Lease worker)
{
    Activation activation{.instance = *this, .transaction = request.transaction, .request = &request};
    activation.worker = std::move(worker);
    ServedRequest served(*this, request, activation);  // after what it looks at when a crash destroys this frame

    const Routine* routine = m_station.findRoutine(request.operation);
    SIM_CHECK(routine != nullptr, m_station.settings().name + " has no routine for a request");
    ProgramEnd end;
    if (m_condition.isSound()) [[likely]]
        end = co_await runRoutine(activation, *routine);
    else
        end = co_await runFatefulRoutine(activation, *routine);
    served.end(end.outcome, *routine);
    request.transaction->noteEffect(m_station.world().now());
    activation.worker.release();
    startWaiting();
    checkDrained();
}

void Instance::reply(const Request& request, Outcome outcome)
{
    if (request.reply.slot == 0 || m_isSilent)
        return;
    if (m_station.balancer() != nullptr)
        m_station.noteAnswer(m_number, outcome);
    ++request.transaction->messages;
    World& world = m_station.world();
    world.network.send(m_host, request.replyTo, m_station.settings().replySize,
                       Reply{world.completions, request.reply, outcome});
}

void Instance::attach(SubscriptionId subscription, Broker& broker, ChannelProbe& probe, SimTime from)
{
    m_consumers.push_back(std::make_unique<MessageConsumer>(*this, subscription, broker, probe, from));
}

void Instance::start()
{
    World& world = m_station.world();
    for (const auto& consumer : m_consumers) {
        if (consumer->from() <= world.now())
            consumer->attach();
        else
            world.network.after(consumer->from() - world.now(), [this, &late = *consumer] {
                if (isOpen() && !late.isAttached())
                    late.attach();
            });
    }
}

void Instance::crash(bool isSilent)
{
    if (!m_isUp)
        return;
    m_isUp = false;
    m_isSilent = isSilent;
    const SimTime now = m_station.world().now();
    noteChange(now);
    while (!m_queue.empty()) {
        const Request request = m_queue.takeFront();
        m_station.probe().droppedWaiting(now, request.arrivedAt, DropCause::Crashed);
        reply(request, Outcome::Reset);
    }
    if (m_shedder != nullptr)
        m_shedder->clear();
    m_scope.cancelAll();
    m_condition.processEnded(now);
    m_whenDrained = {};
    for (const auto& consumer : m_consumers)
        consumer->crash(isSilent ? Departure::Vanished : Departure::Reset);
    for (const auto& [broker, producer] : m_producers)
        broker->crashProducer(producer);
}

void Instance::restart()
{
    if (m_isUp)
        return;
    m_isUp = true;
    m_upSince = m_station.world().now();
    noteChange(m_upSince);
    m_isSilent = false;
    m_guards.clear();
    for (const auto& [broker, producer] : m_producers)
        broker->reviveProducer(producer);
    start();
}

void Instance::noteChange(SimTime now) const
{
    if (Witness* witness = m_station.world().witness; witness != nullptr)
        witness->changed({now, m_station.place(), m_number, m_isUp});
}

void Instance::keepBack()
{
    m_isDeployed = false;
    m_isUp = false;
}

void Instance::noteMoved()
{
    for (const auto& consumer : m_consumers)
        consumer->leaveIfMoved();
}

void Instance::clear()
{
    m_isEnding = true;
    for (const auto& consumer : m_consumers)
        consumer->clear();
    m_scope.cancelAll();
    while (!m_queue.empty())
        static_cast<void>(m_queue.takeFront());
}

ProducerId Instance::producerAt(Broker& broker)
{
    const auto found = std::ranges::find(m_producers, &broker, [](const auto& entry) { return entry.first; });
    if (found != m_producers.end())
        return found->second;
    m_producers.emplace_back(&broker, broker.addProducer(m_host));
    return m_producers.back().second;
}

CallGuard& Instance::guardOf(const GuardedTarget& target)
{
    const auto found = std::ranges::find(m_guards, &target, [](const auto& entry) { return entry.first; });
    if (found != m_guards.end())
        return *found->second;
    m_guards.emplace_back(&target, std::make_unique<CallGuard>(target.policy, m_station.probe().calls()));
    return *m_guards.back().second;
}

void Instance::commit()
{
    for (const auto& consumer : m_consumers)
        consumer->commit();
}

Resource& Instance::connectionsTo(Database& store, std::size_t poolSize)
{
    const auto found = std::ranges::find(m_pools, &store, [](const auto& entry) { return entry.first; });
    if (found != m_pools.end())
        return *found->second;
    m_pools.emplace_back(&store, std::make_unique<Resource>(poolSize));
    return *m_pools.back().second;
}

}  // namespace stormglass
