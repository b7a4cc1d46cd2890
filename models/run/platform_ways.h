// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The ways of a run, as the platform has them.
#pragma once

#include "models/network/network.h"
#include "simcore/platform/conductor.h"

#include <memory>
#include <vector>

namespace stormglass {

class PlatformWays final : public Ways {
public:
    explicit PlatformWays(Conductor& conductor);
    ~PlatformWays() override;

    [[nodiscard]] Duration timeFor(HostId from, HostId to, std::int64_t bytes) override
    {
        const Path& path = m_platform.path(from, to);
        if (path.isFlow) [[unlikely]]
            return kShared;
        m_conductor.account(from, to, bytes);
        return path.timeFor(bytes);
    }
    [[nodiscard]] Duration uncontendedTime(HostId from, HostId to, std::int64_t bytes) const override
    {
        return m_platform.path(from, to).timeFor(bytes);
    }
    void transfer(HostId from, HostId to, std::int64_t bytes, Parcel& parcel) override;

private:
    class Carrier;

    Conductor& m_conductor;
    const Platform& m_platform;
    std::vector<std::unique_ptr<Carrier>> m_carriers;
    std::vector<Carrier*> m_idle;
};

}  // namespace stormglass
