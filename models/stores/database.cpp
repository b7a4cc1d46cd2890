// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/database.h"

#include "models/network/reply.h"
#include "models/stores/execution.h"
#include "models/stores/replicas.h"

#include <algorithm>

namespace stormglass {

namespace {
constexpr std::int64_t kQuerySize = 512;   // bytes of a statement with its parameters
constexpr std::int64_t kAnswerSize = 256;  // bytes of a row or of "ok"
}  // namespace

void Database::Execution::fire() { m_database.end(*this); }

/// A query on its way to the server.
struct Database::Incoming {
    Database& database;
    Query query;

    void operator()() { database.arrive(std::move(query)); }
    void lost(ParcelLoss how) { database.m_world.completions.resolve(query.reply, stormglass::outcomeOf(how)); }
};

Database::Database(World world, std::string name, const spec::DatabaseSettings& settings, const std::vector<HostId>& hosts)
    : m_world(world)
    , m_name(std::move(name))
    , m_place(world.witness == nullptr ? 0 : world.witness->placeOf(m_name))
    , m_settings(settings)
    , m_readTime(settings.readTime)
    , m_writeTime(settings.writeTime)
    , m_readStream(world.streams.stream(m_name, "read time"))
    , m_writeStream(world.streams.stream(m_name, "write time"))
{
    for (const HostId host : hosts)
        m_nodes.push_back({.host = host});
    m_probe.setServers(kStartOfRun, ServerPools::kWorkers, static_cast<std::size_t>(settings.concurrency));
}

Database::~Database() = default;

void Database::setEngine(std::unique_ptr<StoreEngine> engine) { m_engine = std::move(engine); }

void Database::query(HostId from, TransactionRef transaction, bool isWrite, CompletionId reply, const StoreErrand& errand)
{
    ++transaction->messages;
    m_world.network.send(from, m_nodes[m_primary].host, kQuerySize,
                         Incoming{*this, Query{std::move(transaction), reply, from, isWrite, {}, {}, errand}});
}

void Database::arrive(Query query)
{
    if (!m_isUp) {
        m_probe.turnedAway(m_world.now(), DropCause::Unavailable);
        answer(query, Outcome::Unavailable);
        return;
    }
    if (m_nodes[m_primary].refusals.isOn() || m_nodes[m_primary].silences.isOn()) [[unlikely]] {
        turnAway(query);
        return;
    }
    if (isFull(query)) {
        m_probe.turnedAway(m_world.now(), DropCause::TooManyConnections);
        answer(query, Outcome::Refused);
        return;
    }
    if (m_engine != nullptr && !m_engine->lets(query))
        return;
    join(std::move(query));
}

bool Database::isFull(const Query& query) const
{
    std::size_t connections = m_executions.size() - m_idle.size() + m_queue.size();
    if (m_engine != nullptr) [[unlikely]] {
        // What a cache is told comes over a connection that is open already: see tell() of the client.
        if (m_cache != nullptr && query.isWrite)
            return false;
        connections += m_engine->held();
    }
    return connections >= static_cast<std::size_t>(m_settings.maxConnections);
}

void Database::execute(StoreQuery query) { join(std::move(query)); }

void Database::join(Query query)
{
    query.arrivedAt = m_world.now();
    m_probe.arrived(query.arrivedAt);
    if (m_idle.empty() && m_executions.size() < static_cast<std::size_t>(m_settings.concurrency)) {
        m_executions.push_back(std::make_unique<Execution>(*this));
        m_idle.push_back(m_executions.back().get());
    }
    if (m_idle.empty() || m_pauses.isOn())
        m_queue.pushBack(std::move(query));
    else
        begin(std::move(query));
}

Duration Database::timeOf(Query& query)
{
    Disk& disk = ownDisk();
    if (m_engine != nullptr) [[unlikely]]
        return disk.timeFor(m_engine->timeOf(query)) + m_engine->sleepOf(query);
    return disk.timeFor(shared(query.isWrite ? m_writeTime.sample(m_writeStream) : m_readTime.sample(m_readStream)));
}

Duration Database::shared(Duration alone) const
{
    if (m_settings.cores == 0) [[likely]]
        return alone;
    // Those that execute share the cores, and each beyond them costs all of them something on top (Gunther).
    const auto active = static_cast<double>(m_executions.size() - m_idle.size());
    const double beyond = std::max(0.0, active - static_cast<double>(m_settings.cores));
    const double slowness = std::max(1.0, active / static_cast<double>(m_settings.cores)) * (1 + m_settings.contention * beyond);
    return Duration{static_cast<std::int64_t>(static_cast<double>(alone.count()) * slowness)};
}

void Database::begin(Query query)
{
    Execution& execution = *m_idle.back();
    m_idle.pop_back();
    m_probe.started(m_world.now(), query.arrivedAt);
    const Duration time = timeOf(query);
    query.startedAt = m_world.now();
    execution.query = std::move(query);
    execution.endsAt = m_world.now() + time;
    m_world.calendar.schedule(execution.endsAt, execution);
}

void Database::end(Execution& execution)
{
    const SimTime now = m_world.now();
    Query query = std::move(execution.query);
    execution.query = {};
    m_idle.push_back(&execution);
    m_probe.ended(now, query.arrivedAt);
    if (query.transaction)
        m_world.tracer.record(*query.transaction, m_name, 0, query.isWrite ? "write" : "read", query.arrivedAt,
                              query.startedAt, now);
    m_probe.serverFreed(now);
    Outcome outcome = outcomeOf(query);
    StoreEngine::Next next = StoreEngine::Next::Answer;
    if (m_engine != nullptr) [[unlikely]]
        next = m_engine->ended(query, outcome);
    else if (outcome == Outcome::Ok)
        noteExecuted(query);
    if (next == StoreEngine::Next::Answer)
        answer(query, outcome);
    else if (next == StoreEngine::Next::Again)
        join(std::move(query));
    if (!m_queue.empty() && !m_idle.empty())
        begin(m_queue.takeFront());
}

void Database::noteExecuted(const Query& query)
{
    if (query.isWrite)
        committed(query);
    else if (m_replicaOf != nullptr) [[unlikely]]
        m_replicaOf->noteRead({query.transaction->tracker, query.transaction->number}, query.startedAt);
}

void Database::committed(const Query& query)
{
    m_newest = std::max(m_newest, query.transaction->startedAt);
    if (m_replicas != nullptr) [[unlikely]]
        m_replicas->noteWrite({query.transaction->tracker, query.transaction->number}, m_world.now());
}

void Database::answer(const StoreQuery& query, Outcome outcome)
{
    if (m_isSilent || !query.transaction)
        return;
    ++query.transaction->messages;
    m_world.network.send(m_nodes[m_primary].host, query.from, kAnswerSize,
                         Reply{m_world.completions, query.reply, outcome});
}

void Database::crash(std::size_t index, bool isSilent)
{
    // Without replicas that are read only the primary serves.
    m_nodes[index].isDown = true;
    if (m_replicas != nullptr)
        m_replicas->server(index).crash(0, isSilent);
    if (index == m_primary && m_isUp)
        resetAll(isSilent);
}

void Database::resetAll(bool isSilent)
{
    if (m_pauses.isOn()) {
        m_pauses.clear();  // who is started again is not paused
        goOn();
    }
    m_isUp = false;
    m_isSilent = isSilent;
    const SimTime now = m_world.now();
    for (const auto& execution : m_executions) {
        if (!execution->isScheduled())
            continue;
        execution->cancel();
        m_probe.droppedInService(now, execution->query.arrivedAt, DropCause::Crashed);
        m_probe.serverFreed(now);
        if (m_engine != nullptr)
            m_engine->lost(execution->query);
        answer(execution->query, Outcome::Reset);
        execution->query = {};
        m_idle.push_back(execution.get());
    }
    while (!m_queue.empty()) {
        const Query query = m_queue.takeFront();
        m_probe.droppedWaiting(now, query.arrivedAt, DropCause::Crashed);
        if (m_engine != nullptr)
            m_engine->lost(query);
        answer(query, Outcome::Reset);
    }
    if (m_engine != nullptr)
        m_engine->crashed();
}

void Database::restart(std::size_t index)
{
    m_nodes[index].isDown = false;
    if (m_replicas != nullptr)
        m_replicas->server(index).restart(0);
    serveAgain();
}

void Database::addFigures(const AddFigure& add) const
{
    if (m_engine != nullptr)
        m_engine->addFigures(add);
    if (m_replicas != nullptr)
        m_replicas->addFigures(add);
}

void Database::endWarmUp()
{
    if (m_engine != nullptr)
        m_engine->endWarmUp();
    if (m_replicas != nullptr)
        m_replicas->endWarmUp();
}

void Database::clear()
{
    if (m_engine != nullptr)
        m_engine->clear();
    for (std::size_t i = 0; m_replicas != nullptr && i < m_replicas->count(); ++i)
        m_replicas->server(i).clear();
    for (const auto& execution : m_executions) {
        execution->cancel();
        execution->query = {};
    }
    while (!m_queue.empty())
        static_cast<void>(m_queue.takeFront());
}

}  // namespace stormglass
