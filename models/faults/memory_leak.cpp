// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/memory_leak.h"

#include "models/faults/victims.h"

#include <algorithm>

namespace stormglass {
namespace {

constexpr double kMostSlowness = 50;       // HotSpot, GCTimeLimit: 98 % of the time in collections
constexpr Duration kSteadyAfter = 10min;   // Kubernetes: the back-off starts anew after ten minutes without a crash
constexpr int kMostDoublings = 30;

/// The leak of one instance. As an event it is the kill, or the restart after it.
class Leak final : public Event, private Trouble {
public:
    Leak(Model& model, const spec::MemoryLeak& settings, Resident victim)
        : m_model(model)
        , m_settings(settings)
        , m_victim(std::move(victim))
        , m_instance(instanceOf(model, m_victim))
        , m_span(std::max(1.0, static_cast<double>(settings.limit) / settings.rate * 1e9))
        , m_began(now())
    {
        m_instance.condition().add(static_cast<Trouble&>(*this));
        awaitKill(now());
    }

    void stop()
    {
        cancel();
        m_instance.condition().remove(static_cast<Trouble&>(*this));
        if (m_isKilled)
            m_model.restart(m_victim.component, m_victim.instance);
    }

    void fire() override
    {
        if (m_isKilled) {
            m_isKilled = false;
            m_model.restart(m_victim.component, m_victim.instance);
            awaitKill(now());
        } else if (!m_instance.isUp()) {
            awaitKill(now());  // something else has ended it: whoever is started next begins with nothing
        } else if (isDue(begin())) {
            kill();
        } else {
            awaitKill(begin());
        }
    }

private:
    [[nodiscard]] SimTime now() const { return m_model.world.now(); }
    /// Of the leak in the present process.
    [[nodiscard]] SimTime begin() const { return std::max(m_began, m_instance.upSince()); }
    [[nodiscard]] SimTime killAt(SimTime began) const
    {
        const auto span = static_cast<std::int64_t>(std::min(m_span, 9e18));
        return Duration{span} >= kNever - began ? kNever : began + Duration{span};
    }
    [[nodiscard]] bool isDue(SimTime began) const { return killAt(began) <= now(); }

    void awaitKill(SimTime began) { m_model.world.calendar.schedule(killAt(began), *this); }

    void kill()
    {
        if (now() - m_instance.upSince() >= kSteadyAfter)
            m_kills = 0;
        Duration wait{};
        if (m_kills > 0)
            wait = std::min(m_settings.backOffMost, m_settings.backOff * (std::int64_t{1} << (m_kills - 1)));
        m_kills = std::min(m_kills + 1, kMostDoublings);
        m_isKilled = true;
        m_model.crash(m_victim.component, m_victim.instance, false);
        m_model.world.calendar.schedule(now() + wait, *this);
    }

    void touch(Fate& fate, SimTime at) override
    {
        const double used = static_cast<double>((at - begin()).count()) / m_span;
        const double free = std::max(1 - used, 1e-9);
        fate.slowness *= std::min(kMostSlowness, 1 + m_settings.gcOverhead * used / free);
    }

    Model& m_model;
    const spec::MemoryLeak& m_settings;
    const Resident m_victim;
    Instance& m_instance;
    const double m_span;  // nanoseconds from the begin to the kill
    const SimTime m_began;
    int m_kills = 0;      // since it was last steady
    bool m_isKilled = false;
};

class MemoryLeakFault final : public ActiveFault {
public:
    MemoryLeakFault(const spec::MemoryLeak& settings, RandomStream draws) : m_settings(settings), m_draws(draws) { }

    void begin(Model& model) override
    {
        for (Resident& victim : drawVictims(model, m_settings.victims, spec::kOwnKinds, m_draws))
            m_leaks.push_back(std::make_unique<Leak>(model, m_settings, std::move(victim)));
    }

    void end(Model&) override
    {
        for (const auto& leak : m_leaks)
            leak->stop();
        m_leaks.clear();
    }

private:
    const spec::MemoryLeak m_settings;
    RandomStream m_draws;
    std::vector<std::unique_ptr<Leak>> m_leaks;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model&, const spec::MemoryLeak& settings, RandomStream draws)
{
    return std::make_unique<MemoryLeakFault>(settings, draws);
}

}  // namespace stormglass
