// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/load_generator.h"

namespace stormglass {

class LoadGenerator::Arrival final : public Event {
public:
    explicit Arrival(LoadGenerator& generator) : m_generator(generator) { }
    void fire() override { m_generator.arrive(); }

private:
    LoadGenerator& m_generator;
};

/// One request under way, or one user of a closed loop. As an event it is the client's timeout, or the end of thinking.
class LoadGenerator::ClientCall final : public Event, public CompletionTarget {
public:
    ClientCall(LoadGenerator& generator, std::uint32_t userNumber) : user(userNumber), m_generator(generator) { }

    void fire() override
    {
        if (transaction)
            m_generator.ended(*this, Outcome::TimedOut);
        else
            m_generator.ask(*this);
    }
    void completed(Outcome outcome) override { m_generator.ended(*this, outcome); }

    TransactionRef transaction;  ///< None while a user thinks.
    CompletionId reply;
    std::uint32_t user;  ///< In a closed loop, which of them.

private:
    LoadGenerator& m_generator;
};

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
}

LoadGenerator::~LoadGenerator() = default;

void LoadGenerator::start()
{
    if (m_process) {
        scheduleNext();
        return;
    }
    const std::int64_t users = std::get<spec::ClosedLoop>(m_workload.arrivals).users;
    const RandomStream stream = m_world.streams.stream(m_workload.name, "think time");
    for (std::int64_t user = 0; user < users; ++user) {
        m_users.push_back(stream.at(static_cast<std::uint64_t>(user)));
        m_calls.push_back(std::make_unique<ClientCall>(*this, static_cast<std::uint32_t>(user)));
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

void LoadGenerator::ask(ClientCall& call)
{
    const SimTime now = m_world.now();
    if (now >= m_end || m_hasStopped)
        return;
    call.transaction = m_tracker.start();
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
