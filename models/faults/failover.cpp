// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/failover.h"

#include "models/stores/database.h"

namespace stormglass {
namespace {

class FailoverFault final : public ActiveFault {
public:
    FailoverFault(Model& model, const spec::Failover& settings, RandomStream draws)
        : m_database(*model.databases.at(settings.target)), m_takeover(settings.takeover), m_draws(draws)
    {
    }

    void begin(Model& model) override
    {
        m_lost = m_database.losePrimary();
        const Duration takeover = m_takeover.sample(m_draws);
        m_servesAgainAt = model.world.now() + takeover;
        model.network.after(takeover, [&database = m_database] { database.takeOver(); });
    }

    void end(Model&) override { m_database.giveBack(m_lost); }
    [[nodiscard]] bool mayEnd(SimTime now) const override { return now >= m_servesAgainAt; }

private:
    Database& m_database;
    const Sampler m_takeover;
    RandomStream m_draws;
    std::size_t m_lost = 0;
    SimTime m_servesAgainAt{};
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Failover& settings, RandomStream draws)
{
    return std::make_unique<FailoverFault>(model, settings, draws);
}

}  // namespace stormglass
