// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What faults have done to one instance. Its models ask here; the faults add to it and take away just what they added.
#pragma once

#include "models/services/fault_switch.h"
#include "models/spec/faults/crash_at_step.h"
#include "models/transactions/transaction.h"
#include "simcore/process/condition.h"

#include <utility>
#include <vector>

namespace stormglass {

class Instance;

/// What befalls one request or message, decided when its handling begins.
struct Fate {
    double slowness = 1;  ///< Its work takes so many times as long.
    Duration extra{};     ///< And once this much more.
    bool failsBefore = false;
    bool failsAfter = false;
};

/// Something that requests and messages meet at an instance.
class Trouble {
public:
    /// Adds its part to the fate of a request or message whose handling begins now.
    virtual void touch(Fate& fate, SimTime now) = 0;

protected:
    ~Trouble() = default;
};

/// A moment on the way of a step, of its compensation, or of a saga through its orchestrator.
struct StepReached {
    enum class Of : std::uint8_t { Step, Compensation, Transition };
    const Transaction& transaction;
    std::size_t number = 0;     ///< Of the step in its flow, from 0; of the transition in its saga, from 1.
    std::uint32_t attempt = 0;  ///< Tells repetitions apart.
    Of of = Of::Step;
    spec::StepMoment moment = spec::StepMoment::Before;
};

/// Waits for such a moment.
class StepTrap {
public:
    /// True: the instance is killed at this instant; the process that asks must go no further.
    virtual bool isSprungBy(const StepReached& reached, Instance& instance) = 0;

protected:
    ~StepTrap() = default;
};

class InstanceCondition {
public:
    /// Nothing is wrong with it: the one question on the way of a request.
    [[nodiscard]] bool isSound() const { return m_isSound; }

    // --- the process: gone with it ---
    [[nodiscard]] bool isPaused() const { return m_pauses.isOn(); }
    /// Handlers of messages do not go on.
    [[nodiscard]] bool areHandlersStopped() const { return !m_isSound && (isPaused() || m_hangs.isOn() || taken() >= 1); }
    [[nodiscard]] bool isDraining() const { return m_isDraining; }
    void pause(const void* by, SimTime now);
    /// False if it was not paused by him.
    bool resume(const void* by, SimTime now);
    void hang(const void* by);
    bool release(const void* by);
    void setDraining();
    void processEnded(SimTime now);
    /// How long it has been paused until now, in all.
    [[nodiscard]] Duration lostTime(SimTime now) const
    {
        return isPaused() ? m_lost + (now - m_pausedSince) : m_lost;
    }
    /// For processes that wait until they may go on; they ask again then.
    [[nodiscard]] Condition& goesOn() { return m_goesOn; }

    // --- the place: outlives the process ---
    [[nodiscard]] bool isRefusing() const { return m_refusals.isOn(); }
    [[nodiscard]] bool isDeaf() const { return m_silences.isOn(); }
    void refuse(const void* by);
    void swallow(const void* by);
    void answerAgain(const void* by);
    /// Sets what he has taken of the capacity; 0: nothing any more.
    void take(const void* by, double share);
    [[nodiscard]] double taken() const;  ///< From 0 to 1.
    void add(Trouble& trouble);
    void remove(Trouble& trouble);
    [[nodiscard]] Fate fateOf(bool isMessage, SimTime now) const;
    void shiftClock(Duration offset);
    /// What the clock of the instance shows at that instant.
    [[nodiscard]] SimTime onItsClock(SimTime at) const { return at == kNever ? at : at + m_clockOffset; }

    // --- traps for what it does ---
    void add(StepTrap& trap);
    void remove(StepTrap& trap);
    [[nodiscard]] bool isKilledAt(const StepReached& reached, Instance& instance) const;

private:
    void changed();

    bool m_isSound = true;
    bool m_isDraining = false;
    FaultSwitch m_pauses;
    FaultSwitch m_hangs;
    FaultSwitch m_refusals;
    FaultSwitch m_silences;
    Duration m_lost{};
    SimTime m_pausedSince{};
    Duration m_clockOffset{};
    Condition m_goesOn;
    std::vector<std::pair<const void*, double>> m_taken;
    std::vector<Trouble*> m_troubles;
    std::vector<StepTrap*> m_traps;
};

}  // namespace stormglass
