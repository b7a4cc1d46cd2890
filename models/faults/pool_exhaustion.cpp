// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/pool_exhaustion.h"

#include "models/stores/database.h"

namespace stormglass {
namespace {

class PoolExhaustionFault final : public ActiveFault {
public:
    PoolExhaustionFault(Model& model, const spec::PoolExhaustion& settings)
        : m_settings(settings), m_database(*model.databases.at(settings.target)), m_leak{.client = settings.client}
    {
    }

    void begin(Model& model) override
    {
        m_leak.share = m_settings.share;
        m_database.addLeak(m_leak);
        resizePools(model);
    }

    void end(Model& model) override
    {
        m_database.removeLeak(m_leak);
        resizePools(model);
    }

    void setStrength(Model& model, double strength) override
    {
        m_leak.share = m_settings.share * strength;
        resizePools(model);
    }

private:
    void resizePools(Model& model)
    {
        for (const auto& [name, station] : model.stations) {
            if (!m_settings.client.empty() && name != m_settings.client)
                continue;
            // A pool is made by whoever asks for it first.
            for (std::size_t i = 0; i < station->instanceCount(); ++i)
                station->instance(i)
                    .connectionsTo(m_database, m_database.poolSize())
                    .setCapacity(m_database.poolSizeOf(name));
        }
    }

    const spec::PoolExhaustion m_settings;
    Database& m_database;
    PoolLeak m_leak;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::PoolExhaustion& settings, RandomStream)
{
    return std::make_unique<PoolExhaustionFault>(model, settings);
}

}  // namespace stormglass
