// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Carries things between hosts: after the delay of the way, something happens at the other end.
#pragma once

#include "simcore/base/ids.h"
#include "simcore/calendar/calendar.h"

#include <cstddef>
#include <memory>
#include <new>
#include <utility>

namespace stormglass {

class Parcel;

/// How long a way takes. The platform knows; tests may make one up.
class Ways {
public:
    virtual ~Ways() = default;
    /// What so many bytes take one way, which begin it now; kShared if the way shares its bandwidth with others, and
    /// transfer() must be used.
    [[nodiscard]] virtual Duration timeFor(HostId from, HostId to, std::int64_t bytes) = 0;
    /// The same without contention, and without anything beginning.
    [[nodiscard]] virtual Duration uncontendedTime(HostId from, HostId to, std::int64_t bytes) const = 0;
    /// Fires the parcel when the transfer is complete, or tells it that it is lost.
    virtual void transfer(HostId from, HostId to, std::int64_t bytes, Parcel& parcel) = 0;

    static constexpr Duration kShared{-1};
};

/// Something on its way. It belongs to the network until it has arrived.
class Parcel : public Event {
public:
    virtual void lost() = 0;  ///< The way broke while it was on it: it disappears.

private:
    friend class Network;
    Parcel* m_next = nullptr;
    Parcel* m_previous = nullptr;
    std::size_t m_size = 0;
};

/// Sends closures over ways. What is on its way at the end of the run is destroyed with the network.
class Network {
public:
    Network(Calendar& calendar, Ways& ways);
    ~Network();
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    /// Calls \p arrive at the other end when so many bytes have got there.
    template <class Arrive>
    void send(HostId from, HostId to, std::int64_t bytes, Arrive&& arrive);
    /// Calls \p act after a time, at no place in particular.
    template <class Act>
    void after(Duration delay, Act&& act);
    /// What the way takes without contention, for models that count on it: batches, acknowledgements, replication.
    [[nodiscard]] Duration delay(HostId from, HostId to, std::int64_t bytes) const
    {
        return m_ways.uncontendedTime(from, to, bytes);
    }
    [[nodiscard]] Calendar& calendar() { return m_calendar; }

private:
    template <class Act>
    class Closure;

    [[nodiscard]] void* allocate(std::size_t size);
    void adopt(Parcel& parcel, std::size_t size);
    void dispose(Parcel& parcel);

    static constexpr std::size_t kClasses = 16;
    static constexpr std::size_t kStep = 32;

    Calendar& m_calendar;
    Ways& m_ways;
    Parcel* m_onTheWay = nullptr;
    void* m_free[kClasses] = {};
};

template <class Act>
class Network::Closure final : public Parcel {
public:
    Closure(Network& network, Act act) : m_carrier(network), m_act(std::move(act)) { }

    void fire() override
    {
        Act act = std::move(m_act);  // the parcel is gone before its content acts, so its memory can serve again at once
        m_carrier.dispose(*this);
        act();
    }

    void lost() override { m_carrier.dispose(*this); }

private:
    Network& m_carrier;
    Act m_act;
};

template <class Arrive>
void Network::send(HostId from, HostId to, std::int64_t bytes, Arrive&& arrive)
{
    using Content = Closure<std::decay_t<Arrive>>;
    auto* parcel = new (allocate(sizeof(Content))) Content(*this, std::forward<Arrive>(arrive));
    adopt(*parcel, sizeof(Content));
    const Duration time = m_ways.timeFor(from, to, bytes);
    if (time == Ways::kShared) [[unlikely]]
        m_ways.transfer(from, to, bytes, *parcel);
    else
        m_calendar.schedule(m_calendar.now() + time, *parcel);
}

template <class Act>
void Network::after(Duration delay, Act&& act)
{
    using Content = Closure<std::decay_t<Act>>;
    auto* parcel = new (allocate(sizeof(Content))) Content(*this, std::forward<Act>(act));
    adopt(*parcel, sizeof(Content));
    m_calendar.schedule(m_calendar.now() + delay, *parcel);
}

}  // namespace stormglass
