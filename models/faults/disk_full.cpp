// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/disk_full.h"

#include "models/brokers/broker_faults.h"
#include "models/faults/disks.h"

namespace stormglass {
namespace {

class DiskFullFault final : public ActiveFault {
public:
    DiskFullFault(const spec::DiskFull& settings, RandomStream draws) : m_settings(settings), m_draws(draws) { }

    void begin(Model& model) override
    {
        m_victims = drawVictimsWithDisks(model, m_settings.victims, m_draws);
        for (const Resident& victim : m_victims)
            fill(model, victim);
    }

    void end(Model& model) override
    {
        for (const Resident& victim : m_victims)
            free(model, victim);
    }

private:
    static void fill(Model& model, const Resident& victim)
    {
        if (Disk* disk = diskOf(model, victim))
            disk->fill();
        BrokerFaults* const faults = faultsOf(model, victim);
        if (faults == nullptr)
            return;
        if (faults->diesOfFullDisk())
            model.crash(victim.component, victim.instance, false);
        else
            faults->diskFilled(victim.instance);
    }

    static void free(Model& model, const Resident& victim)
    {
        if (Disk* disk = diskOf(model, victim))
            disk->free();
        BrokerFaults* const faults = faultsOf(model, victim);
        if (faults == nullptr)
            return;
        if (faults->diesOfFullDisk())
            model.restart(victim.component, victim.instance);
        else
            faults->diskFreed(victim.instance);
    }

    static BrokerFaults* faultsOf(Model& model, const Resident& victim)
    {
        const auto broker = model.brokers.find(victim.component);
        return broker == model.brokers.end() ? nullptr : &broker->second->faults();
    }

    const spec::DiskFull m_settings;
    RandomStream m_draws;
    std::vector<Resident> m_victims;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model&, const spec::DiskFull& settings, RandomStream draws)
{
    return std::make_unique<DiskFullFault>(settings, draws);
}

}  // namespace stormglass
