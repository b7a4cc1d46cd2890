// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/instance_condition.h"

#include <algorithm>

namespace stormglass {

void InstanceCondition::changed()
{
    m_isSound = !m_isDraining && !m_pauses.isOn() && !m_hangs.isOn() && !m_refusals.isOn() && !m_silences.isOn()
        && m_clockOffset == Duration::zero() && m_taken.empty() && m_troubles.empty() && m_traps.empty();
    if (!areHandlersStopped())
        m_goesOn.notifyAll();
}

void InstanceCondition::pause(const void* by, SimTime now)
{
    if (!isPaused())
        m_pausedSince = now;
    m_pauses.switchOn(by);
    changed();
}

bool InstanceCondition::resume(const void* by, SimTime now)
{
    const Duration lost = lostTime(now);
    if (!m_pauses.switchOff(by))
        return false;
    if (!isPaused())
        m_lost = lost;
    // Requests go on even where handlers stay stopped.
    m_goesOn.notifyAll();
    changed();
    return true;
}

void InstanceCondition::hang(const void* by)
{
    m_hangs.switchOn(by);
    changed();
}

bool InstanceCondition::release(const void* by)
{
    const bool wasHung = m_hangs.switchOff(by);
    changed();
    return wasHung;
}

void InstanceCondition::setDraining()
{
    m_isDraining = true;
    changed();
}

void InstanceCondition::processEnded(SimTime now)
{
    m_lost = lostTime(now);
    m_pauses.clear();
    m_hangs.clear();
    m_isDraining = false;
    changed();
}

void InstanceCondition::refuse(const void* by)
{
    m_refusals.switchOn(by);
    changed();
}

void InstanceCondition::swallow(const void* by)
{
    m_silences.switchOn(by);
    changed();
}

void InstanceCondition::answerAgain(const void* by)
{
    m_refusals.switchOff(by);
    m_silences.switchOff(by);
    changed();
}

void InstanceCondition::take(const void* by, double share)
{
    std::erase_if(m_taken, [by](const auto& entry) { return entry.first == by; });
    if (share > 0)
        m_taken.emplace_back(by, share);
    changed();
}

double InstanceCondition::taken() const
{
    double sum = 0;
    for (const auto& entry : m_taken)
        sum += entry.second;
    return std::min(sum, 1.0);
}

void InstanceCondition::add(Trouble& trouble)
{
    m_troubles.push_back(&trouble);
    changed();
}

void InstanceCondition::remove(Trouble& trouble)
{
    std::erase(m_troubles, &trouble);
    changed();
}

Fate InstanceCondition::fateOf(bool isMessage, SimTime now) const
{
    Fate fate;
    if (const double share = taken(); isMessage && share < 1)
        fate.slowness = 1 / (1 - share);
    for (Trouble* trouble : m_troubles)
        trouble->touch(fate, now);
    return fate;
}

void InstanceCondition::shiftClock(Duration offset)
{
    m_clockOffset += offset;
    changed();
}

void InstanceCondition::add(StepTrap& trap)
{
    m_traps.push_back(&trap);
    changed();
}

void InstanceCondition::remove(StepTrap& trap)
{
    std::erase(m_traps, &trap);
    changed();
}

bool InstanceCondition::isKilledAt(const StepReached& reached, Instance& instance) const
{
    return std::ranges::any_of(m_traps, [&](StepTrap* trap) { return trap->isSprungBy(reached, instance); });
}

}  // namespace stormglass
