// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/deny.h"

#include "models/brokers/broker_faults.h"
#include "models/faults/channel_targets.h"

namespace stormglass {
namespace {

class DenyFault final : public ActiveFault {
public:
    DenyFault(Model& model, const spec::Deny& settings) : m_channels(channelsOf(model, settings.where)), m_access(settings.access) { }

    void begin(Model&) override
    {
        forEachAccess([](const ChannelRuntime& channel, bool isWrite) { channel.broker->faults().deny(channel.id, isWrite); });
    }
    void end(Model&) override
    {
        forEachAccess([](const ChannelRuntime& channel, bool isWrite) { channel.broker->faults().allow(channel.id, isWrite); });
    }

private:
    template <class Act>
    void forEachAccess(Act&& act)
    {
        for (const ChannelRuntime* channel : m_channels) {
            if (m_access != spec::DeniedAccess::Read)
                act(*channel, true);
            if (m_access != spec::DeniedAccess::Write)
                act(*channel, false);
        }
    }

    const std::vector<ChannelRuntime*> m_channels;
    const spec::DeniedAccess m_access;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Deny& settings, RandomStream)
{
    return std::make_unique<DenyFault>(model, settings);
}

}  // namespace stormglass
