// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/random_chaos.h"

#include "models/spec/faults/fault_scope.h"
#include "tests/fuzz/luck.h"
#include "tests/support/random_faults.h"

namespace stormglass::fuzz {
namespace {

bool isValid(const spec::Fault& fault, const spec::Scenario& scenario)
{
    spec::FaultScope scope(scenario, "");
    check(fault, scope);
    return scope.issues().isEmpty();
}

/// Another timing than "at, for", of each sort that there is.
spec::FaultTiming otherTiming(const spec::FaultTiming& plain, const std::vector<spec::Fault>& before, Luck& luck)
{
    spec::FaultTiming timing = plain;
    switch (luck.index(9)) {
    case 0: timing.within = luck.time(1ms, 3s); break;
    case 1:
        timing.lasting = luck.time(1ms, 300ms);
        timing.ramp = Duration::zero();
        timing.every = timing.lasting + luck.time(1ms, 500ms);
        timing.times = luck.number(0, 5);
        break;
    case 2:
        timing.meanUp = luck.time(5ms, 1s);
        timing.meanDown = luck.time(5ms, 1s);
        break;
    case 3:
        if (!before.empty())
            timing.after = luck.oneOf(before).name;
        break;
    case 4: timing = {.at = plain.at, .lasting = plain.lasting, .isLive = true}; break;
    case 5: timing.lasting = Duration::zero(); break;
    case 6: timing.at = Duration::zero(); break;
    default: break;
    }
    return timing;
}

/// Adds a fault of that kind, if the scenario can have one.
void addFault(spec::Scenario& scenario, std::size_t kind, Luck& luck)
{
    constexpr int kTries = 100;  // enough to hit whatever there is; a kind that fits nothing here is left out
    // What the timing of a fault may refer to is in the scenario.
    std::vector<spec::Fault>& faults = scenario.chaos;
    std::optional<spec::Fault> fault = tests::randomFault(scenario, kind, scenario.run.duration + scenario.run.drain / 2, luck.draws(), kTries);
    if (!fault)
        return;
    fault->name = "fault-" + std::to_string(faults.size() + 1);
    const spec::FaultTiming plain = fault->timing;
    fault->timing = otherTiming(plain, faults, luck);
    if (!isValid(*fault, scenario))
        fault->timing = plain;
    faults.push_back(*fault);
}

void addNetworkFaults(spec::Scenario& scenario, Luck& luck)
{
    const std::size_t kinds[] = {spec::FaultSettings(spec::Latency{}).index(), spec::FaultSettings(spec::Loss{}).index(),
                                 spec::FaultSettings(spec::Partition{}).index(), spec::FaultSettings(spec::Bandwidth{}).index(),
                                 spec::FaultSettings(spec::DnsError{}).index()};
    for (std::int64_t left = luck.number(1, 4); left > 0; --left)
        addFault(scenario, kinds[luck.index(std::size(kinds))], luck);
}

}  // namespace

void addChaos(spec::Scenario& scenario, std::uint64_t seed, bool hasBadNetwork)
{
    Luck luck(seed, "chaos");
    for (std::int64_t left = luck.has(0.2) ? luck.number(10, 30) : luck.number(0, 9); left > 0; --left)
        addFault(scenario, luck.index(tests::kFaultKinds), luck);
    Luck network(seed, "network faults");
    if (hasBadNetwork)
        addNetworkFaults(scenario, network);
}

}  // namespace stormglass::fuzz
