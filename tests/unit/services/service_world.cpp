// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services/service_world.h"

namespace stormglass::tests {

namespace {

constexpr OperationId kOperation{0};

}  // namespace

void Answer::completed(Outcome ended)
{
    isOpen = false;
    outcome = ended;
    at = calendar->now();
}

std::string Answer::text() const
{
    static constexpr const char* kNames[]
        = {"Ok", "Rejected", "Failed", "Refused", "Reset", "TimedOut", "Unavailable",
           "CircuitOpen", "BulkheadFull", "CallRateLimited", "NoTimeLeft", "Miss"};
    if (isOpen)
        return "-";
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    return std::string(kNames[static_cast<std::size_t>(outcome)]) + " " + std::to_string(milliseconds);
}

ServiceWorld::ServiceWorld()
    : tracker(calendar, spec::Flow{}, PhaseBounds{})
    , network(calendar, ways)
    , world{calendar, network, completions, streams, tracer}
{
}

ServiceWorld::~ServiceWorld()
{
    tracker.endRun();
    for (const auto& station : m_stations)
        station->clear();
    for (const auto& database : m_databases)
        database->clear();
}

Station& ServiceWorld::addStation(StationSettings settings, Instructions program, std::size_t instances)
{
    std::vector<HostId> hosts;
    for (std::size_t i = 0; i < instances; ++i)
        hosts.push_back(newHost());
    m_stations.push_back(std::make_unique<Station>(world, std::move(settings), hosts));
    Routine routine;
    routine.body = std::move(program);
    m_stations.back()->addRoutine(kOperation, std::move(routine));
    return *m_stations.back();
}

Database& ServiceWorld::addDatabase(const spec::DatabaseSettings& settings, std::size_t hosts)
{
    std::vector<HostId> places;
    for (std::size_t i = 0; i < hosts; ++i)
        places.push_back(newHost());
    m_databases.push_back(std::make_unique<Database>(world, "database", settings, places));
    return *m_databases.back();
}

Instruction ServiceWorld::work(Duration time)
{
    return {instruction::Work{std::make_shared<instruction::TimedWork>(
        Sampler(Distribution{distribution::Constant{time}}), streams.stream("work", "time"))}};
}

Instruction ServiceWorld::call(Station& target, const spec::CallPolicy& policy)
{
    GuardedTargetRef guard;
    if (!isPlain(policy))
        guard = std::make_shared<const GuardedTarget>(GuardedTarget{&target, policy});
    return {instruction::Call{&target, kOperation, policy,
                              std::make_shared<RandomStream>(streams.stream("call", "jitter")), guard}};
}

Instruction ServiceWorld::fail()
{
    return {instruction::Fail{1, std::make_shared<RandomStream>(streams.stream("fail", "failure"))}};
}

Answer& ServiceWorld::ask(Station& station, Duration timeout)
{
    Answer& answer = m_answers.emplace_back();
    answer.calendar = &calendar;
    Request request;
    request.transaction = newTransaction();
    request.operation = kOperation;
    request.reply = completions.open(answer);
    request.replyTo = newHost();
    request.deadline = calendar.after(timeout);
    station.send(request.replyTo, std::move(request));
    return answer;
}

std::string ServiceWorld::heard() const
{
    std::string text;
    for (const Answer& answer : m_answers)
        text += (text.empty() ? "" : ", ") + answer.text();
    return text;
}

StationSettings manyWorkers()
{
    StationSettings settings = oneWorker();
    settings.workers.concurrency = 10;
    return settings;
}

StationSettings oneWorker()
{
    StationSettings settings;
    settings.name = "station";
    settings.workers.concurrency = 1;
    settings.workers.queueCapacity = 10;
    return settings;
}

}  // namespace stormglass::tests
