// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/platform_ways.h"

#include <utility>

namespace stormglass {

/// Carries one parcel at a time over a shared way.
class PlatformWays::Carrier final : public Completion {
public:
    explicit Carrier(PlatformWays& ways) : m_ways(ways) { }

    void carry(Parcel& parcel) { m_parcel = &parcel; }

    void completed() override { putDown()->fire(); }
    void failed(ActivityFailure) override { putDown()->lost(ParcelLoss::Broken); }

private:
    Parcel* putDown()
    {
        m_ways.m_idle.push_back(this);
        return std::exchange(m_parcel, nullptr);
    }

    PlatformWays& m_ways;
    Parcel* m_parcel = nullptr;
};

PlatformWays::PlatformWays(Conductor& conductor) : m_conductor(conductor), m_platform(conductor.platform()) { }

PlatformWays::~PlatformWays() = default;

void PlatformWays::transfer(HostId from, HostId to, std::int64_t bytes, Parcel& parcel)
{
    if (m_idle.empty()) {
        m_carriers.push_back(std::make_unique<Carrier>(*this));
        m_idle.push_back(m_carriers.back().get());
    }
    Carrier& carrier = *m_idle.back();
    m_idle.pop_back();
    carrier.carry(parcel);
    m_conductor.transfer(from, to, bytes, carrier);
}

}  // namespace stormglass
