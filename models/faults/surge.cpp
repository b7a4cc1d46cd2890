// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/surge.h"

#include <cmath>
#include <optional>
#include <type_traits>

namespace stormglass {
namespace {

spec::Workload scaledBy(double factor, const spec::Workload& workload)
{
    spec::Workload scaled = workload;
    std::visit(
        [factor](auto& arrivals) {
            using Arrivals = std::decay_t<decltype(arrivals)>;
            if constexpr (requires { arrivals.rate; }) {
                arrivals.rate *= factor;
            } else if constexpr (std::is_same_v<Arrivals, spec::RampArrivals>) {
                arrivals.from *= factor;
                arrivals.to *= factor;
            } else if constexpr (std::is_same_v<Arrivals, spec::BurstyArrivals>) {
                arrivals.calmRate *= factor;
                arrivals.burstRate *= factor;
            } else if constexpr (std::is_same_v<Arrivals, spec::DiurnalArrivals>) {
                arrivals.mean *= factor;
            }
        },
        scaled.arrivals);
    return scaled;
}

/// What one surge does to one workload. As an event it is the next request in addition.
class LoadChange final : public Event, private ArrivalFilter {
public:
    LoadChange(Model& model, LoadGenerator& generator, double factor, RandomStream draws)
        : m_calendar(model.world.calendar)
        , m_generator(generator)
        , m_factor(factor)
        , m_draws(draws)
        , m_luck(draws.at(1))
        , m_isClosed(std::holds_alternative<spec::ClosedLoop>(generator.workload().arrivals))
    {
    }

    void begin()
    {
        if (m_isClosed)
            return;
        if (m_factor < 1) {
            m_generator.add(static_cast<ArrivalFilter&>(*this));
            return;
        }
        // Each occurrence goes on with draws of its own.
        m_further.emplace(scaledBy(m_factor - 1, m_generator.workload()), m_draws.at(2, m_occurrence++), m_calendar.now());
        awaitNext();
    }

    void end()
    {
        cancel();
        m_further.reset();
        if (m_isClosed)
            m_generator.setFurtherUsers(this, 0);
        else
            m_generator.remove(static_cast<ArrivalFilter&>(*this));
    }

    void setStrength(double strength)
    {
        m_strength = strength;
        if (!m_isClosed)
            return;
        const auto users = static_cast<double>(std::get<spec::ClosedLoop>(m_generator.workload().arrivals).users);
        m_generator.setFurtherUsers(this, std::llround(users * (m_factor - 1) * strength));
    }

    void fire() override
    {
        if (m_strength >= 1 || m_luck.uniform() < m_strength)
            m_generator.askInAddition();
        awaitNext();
    }

private:
    void awaitNext()
    {
        if (const SimTime at = m_further->next(); at < m_generator.end())
            m_calendar.schedule(at, *this);
    }

    bool lets() override { return m_luck.uniform() < 1 + (m_factor - 1) * m_strength; }

    Calendar& m_calendar;
    LoadGenerator& m_generator;
    const double m_factor;
    const RandomStream m_draws;
    RandomStream m_luck;
    const bool m_isClosed;
    std::optional<ArrivalProcess> m_further;
    std::uint32_t m_occurrence = 0;
    double m_strength = 0;
};

class SurgeFault final : public ActiveFault {
public:
    SurgeFault(Model& model, const spec::Surge& settings, RandomStream draws)
    {
        std::uint64_t number = 0;
        for (const auto& generator : model.generators) {
            // Numbered over all of them, so that each draws the same whoever else is meant.
            RandomStream own(draws.at(++number).next64());
            if (settings.workload.empty() || generator->workload().name == settings.workload)
                m_changes.push_back(std::make_unique<LoadChange>(model, *generator, settings.factor, own));
        }
    }

    void begin(Model&) override
    {
        for (const auto& change : m_changes)
            change->begin();
    }

    void end(Model&) override
    {
        for (const auto& change : m_changes)
            change->end();
    }

    void setStrength(Model&, double strength) override
    {
        for (const auto& change : m_changes)
            change->setStrength(strength);
    }

private:
    std::vector<std::unique_ptr<LoadChange>> m_changes;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Surge& settings, RandomStream draws)
{
    return std::make_unique<SurgeFault>(model, settings, draws);
}

}  // namespace stormglass
