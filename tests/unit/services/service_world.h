// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A tiny world for stations and databases: ways take no time, every request is a transaction of its own, answers are
// written down with their instants.
#pragma once

#include "models/services/outbox.h"
#include "models/services/station.h"
#include "models/stores/database.h"
#include "tests/unit/brokers/broker_world.h"

#include <deque>
#include <memory>

namespace stormglass::tests {

/// What a client heard.
class Answer final : public CompletionTarget {
public:
    void completed(Outcome ended) override;
    /// "Ok 10": the outcome, and the instant in milliseconds; "-" while there is none.
    [[nodiscard]] std::string text() const;

    Calendar* calendar = nullptr;
    bool isOpen = true;
    Outcome outcome = Outcome::Ok;
    SimTime at{};
};

class ServiceWorld {
public:
    ServiceWorld();
    ~ServiceWorld();

    Station& addStation(StationSettings settings, Instructions program, std::size_t instances = 1);
    Database& addDatabase(const spec::DatabaseSettings& settings, std::size_t hosts = 1);

    /// One operation of the program language each.
    [[nodiscard]] Instruction work(Duration time);
    [[nodiscard]] Instruction call(Station& target, const spec::CallPolicy& policy);
    [[nodiscard]] static Instruction access(Database& store) { return {instruction::Access{&store, true}}; }
    [[nodiscard]] Instruction fail();

    /// Sends a request of another client now.
    Answer& ask(Station& station, Duration timeout = 1h);
    void runUntil(Duration sinceStart) { calendar.runUntil(SimTime{sinceStart}); }
    /// The answers so far, in the order of their requests.
    [[nodiscard]] std::string heard() const;
    [[nodiscard]] TransactionRef newTransaction() { return tracker.start(); }

    Calendar calendar;
    EqualWays ways{Duration{}};
    FlowTracker tracker;  // outlives what is still on its way
    Network network;
    Completions completions;
    RandomStreams streams{1, 0};
    Tracer tracer;
    World world;

private:
    [[nodiscard]] HostId newHost() { return HostId{m_nextHost++}; }

    std::uint32_t m_nextHost = 0;
    std::deque<Answer> m_answers;
    std::vector<std::unique_ptr<Database>> m_databases;
    std::vector<std::unique_ptr<Station>> m_stations;
};

/// One worker and room for ten requests.
[[nodiscard]] StationSettings oneWorker();
/// Ten workers.
[[nodiscard]] StationSettings manyWorkers();

}  // namespace stormglass::tests
