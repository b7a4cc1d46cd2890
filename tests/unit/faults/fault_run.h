// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Small scenarios that run once under faults, and what their users notice of it.
#pragma once

#include "models/faults/injector.h"
#include "models/results/run_result.h"
#include "models/run/platform_ways.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace stormglass::tests {

/// A client asks the service "pay", which has one worker and works 10 ms, ten times a second for a second: at 100 ms, at
/// 200 ms, ..., at 900 ms. Ways take no time.
extern const std::string_view kRequests;
/// The same clients place orders: "place" at the service orders takes no time, "pay" at the service pay 10 ms. In the designs
/// "events", "saga" (both by RabbitMQ, which takes no time either, without an outbox) and "calls".
extern const std::string_view kOrders;

/// The scenario with these elements of /chaos and overrides (PATH=VALUE).
[[nodiscard]] spec::Scenario scenarioWith(std::string_view scenario, const std::string& faults,
                                          const std::vector<std::string>& overrides = {});

class FaultRun {
public:
    FaultRun(std::string_view scenario, const std::string& faults, const std::vector<std::string>& overrides = {},
             const std::string& design = {});

    /// "100>110 200>210": begin and end, in milliseconds, of what the component has done, in the order of the ends.
    [[nodiscard]] std::string spansOf(const std::string& component) const;
    /// "0 1 0": which instances did it, in the same order.
    [[nodiscard]] std::string instancesOf(const std::string& component) const;
    /// 0 if there is none.
    [[nodiscard]] double figure(const std::string& subject, const std::string& metric) const;
    /// No books are wrong.
    [[nodiscard]] bool isBalanced() const;

    results::RunResult result;
};

/// The inside of a run that goes on step by step.
class FaultModel {
public:
    FaultModel(std::string_view scenario, const std::string& faults, const std::vector<std::string>& overrides = {},
               const std::string& design = {});

    void runUntil(Duration sinceStart) { conductor.run(SimTime{sinceStart}); }
    [[nodiscard]] Instance& instance(const std::string& component, std::size_t index)
    {
        return model->stations.at(component)->instance(index);
    }

    const spec::Scenario scenario;
    Platform platform;
    Calendar calendar;
    Conductor conductor;
    PlatformWays ways;
    std::unique_ptr<Model> model;
    std::unique_ptr<FaultInjector> injector;
};

}  // namespace stormglass::tests
