// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/load_generator.h"

#include "models/workload/client_call.h"

namespace stormglass {

void LoadGenerator::Arrival::fire() { m_generator.arrive(); }

void LoadGenerator::ClientCall::fire()
{
    if (transaction)
        m_generator.ended(*this, Outcome::TimedOut);
    else
        m_generator.ask(*this);
}

void LoadGenerator::ClientCall::completed(Outcome outcome) { m_generator.ended(*this, outcome); }

LoadGenerator::LoadGenerator(World world, const spec::Workload& workload, FlowTracker& tracker, Target target,
                             SimTime end)
    : m_world(world)
    , m_workload(workload)
    , m_tracker(tracker)
    , m_target(std::move(target))
    , m_end(end)
    , m_arrival(std::make_unique<Arrival>(*this))
{
    if (const auto* closed = std::get_if<spec::ClosedLoop>(&workload.arrivals))
        m_thinkTime.emplace(closed->thinkTime);
    else
        m_process.emplace(workload, world.streams.stream(workload.name, "arrivals"));
    if (workload.keys > 0) {
        m_sharedKeys.emplace(static_cast<std::size_t>(workload.keys), workload.zipfExponent,
                             world.streams.stream(workload.name, "keys"));
        add(*m_sharedKeys);
    }
}

LoadGenerator::~LoadGenerator() = default;

void LoadGenerator::start()
{
    if (m_process) {
        scheduleNext();
        return;
    }
    setUsers(static_cast<std::size_t>(std::get<spec::ClosedLoop>(m_workload.arrivals).users));
}

void LoadGenerator::setUsers(std::size_t users)
{
    const RandomStream stream = m_world.streams.stream(m_workload.name, "think time");
    m_presentUsers = users;
    for (std::size_t user = 0; user < m_calls.size() && user < users; ++user) {
        if (m_calls[user]->hasLeft)
            think(*m_calls[user]);
    }
    while (m_calls.size() < users) {
        m_users.push_back(stream.at(m_calls.size()));
        m_calls.push_back(std::make_unique<ClientCall>(*this, static_cast<std::uint32_t>(m_calls.size())));
        think(*m_calls.back());
    }
}

void LoadGenerator::scheduleNext()
{
    const SimTime at = m_process->next();
    if (at < m_end && !m_hasStopped)
        m_world.calendar.schedule(at, *m_arrival);
}

void LoadGenerator::arrive()
{
    if (m_hasStopped)
        return;
    scheduleNext();
    if (m_filters.empty() || !isFilteredOut()) [[likely]]
        ask(takeCall());
}

LoadGenerator::ClientCall& LoadGenerator::takeCall()
{
    if (m_idle.empty()) {
        m_calls.push_back(std::make_unique<ClientCall>(*this, 0U));
        return *m_calls.back();
    }
    ClientCall& call = *m_idle.back();
    m_idle.pop_back();
    return call;
}

void LoadGenerator::ask(ClientCall& call, bool isAdditional)
{
    const SimTime now = m_world.now();
    if (now >= m_end || m_hasStopped)
        return;
    call.transaction = isAdditional ? m_tracker.startInAddition() : m_tracker.start();
    for (KeyChooser* chooser : m_keyChoosers)
        chooser->choose(*call.transaction);
    call.reply = m_world.completions.open(call);
    const HostId here = m_target.clients[m_nextClient];
    m_nextClient = m_nextClient + 1 == m_target.clients.size() ? 0 : m_nextClient + 1;

    Request request;
    request.transaction = call.transaction;
    request.operation = m_target.operation;
    request.reply = call.reply;
    request.replyTo = here;
    request.size = m_target.size;
    request.deadline = m_world.calendar.after(m_workload.timeout);
    if (request.deadline != kNever)
        m_world.calendar.schedule(request.deadline, call);
    m_world.sent(m_target.clientPlace, m_target.place);
    m_target.endpoint->send(here, std::move(request));
}

void LoadGenerator::ended(ClientCall& call, Outcome outcome)
{
    m_world.completions.close(call.reply);
    call.cancel();
    Transaction& transaction = *call.transaction;
    if (outcome != Outcome::Ok && m_tracker.flow().steps.empty())
        transaction.hasFailed = true;
    m_tracker.acknowledged(transaction, outcome == Outcome::Ok);
    call.transaction = {};
    if (m_process)
        m_idle.push_back(&call);
    else
        think(call);
}

void LoadGenerator::think(ClientCall& call)
{
    call.hasLeft = call.user >= m_presentUsers;
    if (call.hasLeft)
        return;
    m_world.calendar.schedule(m_world.calendar.after(m_thinkTime->sample(m_users[call.user])), call);
}

void LoadGenerator::clear()
{
    m_hasStopped = true;
    m_arrival->cancel();
    for (const auto& call : m_calls) {
        call->cancel();
        m_world.completions.close(call->reply);
        call->transaction = {};
    }
}

}  // namespace stormglass
