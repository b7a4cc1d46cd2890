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

}  // namespace

void addChaos(spec::Scenario& scenario, std::uint64_t seed)
{
    constexpr int kTries = 100;  // enough to hit whatever there is; a kind that fits nothing here is left out
    Luck luck(seed, "chaos");
    std::vector<spec::Fault> faults;
    for (std::int64_t left = luck.has(0.2) ? luck.number(10, 30) : luck.number(0, 9); left > 0; --left) {
        const std::size_t kind = luck.index(tests::kFaultKinds);
        std::optional<spec::Fault> fault = tests::randomFault(scenario, kind, scenario.run.duration + scenario.run.drain / 2, luck.draws(), kTries);
        if (!fault)
            continue;
        fault->name = "fault-" + std::to_string(faults.size() + 1);
        const spec::FaultTiming plain = fault->timing;
        // What the timing of a fault may refer to must be in the scenario.
        scenario.chaos = faults;
        fault->timing = otherTiming(plain, faults, luck);
        if (!isValid(*fault, scenario))
            fault->timing = plain;
        faults.push_back(*fault);
    }
    scenario.chaos = std::move(faults);
}

}  // namespace stormglass::fuzz
