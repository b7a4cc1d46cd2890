// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/slow_disk.h"

#include "models/faults/disks.h"

namespace stormglass {
namespace {

class SlowDiskFault final : public ActiveFault {
public:
    SlowDiskFault(const spec::SlowDisk& settings, RandomStream victims, RandomStream operations)
        : m_settings(settings), m_victimDraws(victims), m_slowness{.affected = settings.affected, .draws = operations}
    {
        setFor(1);
    }

    void begin(Model& model) override
    {
        m_victims = drawVictimsWithDisks(model, m_settings.victims, m_victimDraws);
        for (const Resident& victim : m_victims)
            if (Disk* disk = diskOf(model, victim))
                disk->slowDown(m_slowness);
    }

    void end(Model& model) override
    {
        for (const Resident& victim : m_victims)
            if (Disk* disk = diskOf(model, victim))
                disk->mend(m_slowness);
    }

    void setStrength(Model&, double strength) override { setFor(strength); }

private:
    void setFor(double strength)
    {
        m_slowness.factor = 1 + (m_settings.factor - 1) * strength;
        m_slowness.extra = Duration{static_cast<std::int64_t>(static_cast<double>(m_settings.extra.count()) * strength)};
    }

    const spec::SlowDisk m_settings;
    RandomStream m_victimDraws;
    DiskSlowness m_slowness;
    std::vector<Resident> m_victims;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model&, const spec::SlowDisk& settings, RandomStream draws)
{
    // Which operations are slow must not depend on how many draws the victims took.
    return std::make_unique<SlowDiskFault>(settings, draws.at(0), draws.at(1));
}

}  // namespace stormglass
