// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whole runs of small scenarios with faults, each in a process of its own.
#pragma once

#include "models/results/run_result.h"
#include "models/spec/scenario.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stormglass::tests {

/// A shop that publishes one message to the channel "orders" for each request, ten a second for two seconds, and a worker
/// that handles each in 10 ms. Every way takes 1 ms.
struct Shop {
    std::string broker = R"({"name": "broker", "kind": "rabbitmq"})";
    std::string channels = R"({"name": "orders", "broker": "broker", "kind": "rabbitmq-queue", "x-queue-type": "classic"})";
    std::string chaos = {};  ///< Elements of the list.
    std::string more = {};   ///< Elements of the list of components, each with a comma behind it.
    std::string program = R"({"do": "work", "time": "10ms"})";  ///< Of the worker.
    std::string rate = "10/s";
    std::string duration = "2s";
    std::string drain = "10s";

    /// The scenario in the file format.
    [[nodiscard]] std::string text() const;
};

/// An order: place at "orders", then pay at "payment", in three designs over one broker: "sync", "events", "saga".
[[nodiscard]] std::string orderFlow(const std::string& broker, const std::string& chaos);

/// The result of a run, and short ways into it.
class ShopRun {
public:
    explicit ShopRun(const std::string& scenario, const std::string& design = {}, std::int64_t seed = 1);
    ShopRun(const spec::Scenario& scenario, const std::string& design, std::int64_t seed);

    /// What is wrong with the run itself: problems of the scenario, broken books; empty: nothing.
    [[nodiscard]] std::string failures() const;
    [[nodiscard]] const results::RunResult& result() const { return m_result; }
    /// -1: there is no such figure.
    [[nodiscard]] double figure(const std::string& subject, const std::string& name) const;
    /// An account in the books of a channel or a flow: "delivered", or an extra one: "duplicate".
    [[nodiscard]] std::uint64_t account(const std::string& subject, const std::string& name) const;
    /// Handlers of a component in the order of their ends: "1:100-110", the number of the flow and the milliseconds in
    /// which it was served.
    [[nodiscard]] std::string handled(const std::string& component) const;

private:
    void run(const spec::Scenario& scenario, const std::string& design, std::int64_t seed);

    results::RunResult m_result;
};

}  // namespace stormglass::tests
