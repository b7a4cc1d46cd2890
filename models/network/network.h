// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Carries things between hosts: after the delay of the way, something happens at the other end.
#pragma once

#include "models/network/reach.h"
#include "simcore/base/ids.h"
#include "simcore/calendar/calendar.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <vector>

namespace stormglass {

class Impairments;
class LostNames;
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
    virtual void lost(ParcelLoss how) = 0;  ///< It will not arrive: it disappears.

private:
    friend class Network;
    Parcel* m_next = nullptr;
    Parcel* m_previous = nullptr;
    std::size_t m_size = 0;
};

/// What happens when a parcel arrives, and what when it gets lost; just one of them. A closure alone that gets lost is
/// destroyed without a word.
template <class Arrive, class Lose>
struct Breakable {
    Arrive arrive;
    Lose lose;

    void operator()() { arrive(); }
    void lost(ParcelLoss how) { lose(how); }
};

/// Sends closures over ways. What is on its way at the end of the run is destroyed with the network.
///
/// While faults hit some ways, parcels are in the hands of the impairments: they keep the order of all that one host
/// sends another, and may be late or lost.
class Network {
public:
    Network(Calendar& calendar, Ways& ways);
    ~Network();
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    /// Calls \p arrive at the other end when so many bytes have got there; if they get lost, its member lost(), if it
    /// has one, with the way in which that happened. Neither is called before this has returned.
    template <class Arrive>
    void send(HostId from, HostId to, std::int64_t bytes, Arrive&& arrive);
    /// The same for something that leaves after a wait and takes no notice of contention: acknowledgements, answers.
    template <class Arrive>
    void signal(HostId from, HostId to, std::int64_t bytes, Duration wait, Arrive&& arrive);
    /// Calls \p act after a time, at no place in particular.
    template <class Act>
    void after(Duration delay, Act&& act);
    /// What the way takes without contention, for models that count on it. Under faults: what may be expected.
    [[nodiscard]] Duration delay(HostId from, HostId to, std::int64_t bytes) const
    {
        return m_impaired == nullptr ? m_ways.uncontendedTime(from, to, bytes) : impairedDelay(from, to, bytes);
    }
    /// The same for one packet: under faults it is drawn.
    [[nodiscard]] Duration drawDelay(HostId from, HostId to, std::int64_t bytes)
    {
        return m_impaired == nullptr ? m_ways.uncontendedTime(from, to, bytes) : drawImpairedDelay(from, to, bytes);
    }

    /// Whether any way may be other than it should be.
    [[nodiscard]] bool isImpaired() const { return m_impaired != nullptr; }
    [[nodiscard]] bool canReach(HostId from, HostId to) const { return reach(from, to) == Reach::Open; }
    [[nodiscard]] Reach reach(HostId from, HostId to) const
    {
        return m_impaired == nullptr ? Reach::Open : impairedReach(from, to);
    }
    /// Of both ways: what a connection between the two has to live with.
    [[nodiscard]] Reach connection(HostId one, HostId other) const
    {
        return m_impaired == nullptr ? Reach::Open : std::max(impairedReach(one, other), impairedReach(other, one));
    }
    [[nodiscard]] bool areConnected(HostId one, HostId other) const { return connection(one, other) == Reach::Open; }
    /// The observer outlives the run. They are told in the order in which they came.
    void watchReach(ReachObserver& observer) { m_observers.push_back(&observer); }

    /// Whether a look-up of the component's name fails; may draw.
    [[nodiscard]] bool isNameLost(const std::string& component)
    {
        return m_lostNames != nullptr && drawLookUp(component);
    }

    /// For faults.
    [[nodiscard]] Impairments& impairments();
    [[nodiscard]] LostNames& lostNames();
    [[nodiscard]] Calendar& calendar() { return m_calendar; }

private:
    friend class Impairments;
    friend class LostNames;
    template <class Act>
    class Closure;

    template <class Act>
    Parcel& pack(Act&& act);
    void sendImpaired(HostId from, HostId to, std::int64_t bytes, Parcel& parcel, bool isSignal);
    [[nodiscard]] Duration impairedDelay(HostId from, HostId to, std::int64_t bytes) const;
    [[nodiscard]] Duration drawImpairedDelay(HostId from, HostId to, std::int64_t bytes);
    [[nodiscard]] Reach impairedReach(HostId from, HostId to) const;
    [[nodiscard]] bool drawLookUp(const std::string& component);
    void setImpaired(bool isImpaired);
    void reachChanged();

    [[nodiscard]] void* allocate(std::size_t size);
    void adopt(Parcel& parcel, std::size_t size);
    void dispose(Parcel& parcel);

    static constexpr std::size_t kClasses = 16;
    static constexpr std::size_t kStep = 32;

    Calendar& m_calendar;
    Ways& m_ways;
    Impairments* m_impaired = nullptr;   // only while they have a say
    LostNames* m_lostNames = nullptr;    // the same
    Parcel* m_onTheWay = nullptr;
    void* m_free[kClasses] = {};
    std::unique_ptr<Impairments> m_impairments;
    std::unique_ptr<LostNames> m_names;
    std::vector<ReachObserver*> m_observers;
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

    void lost(ParcelLoss how) override
    {
        if constexpr (requires { m_act.lost(how); }) {
            Act act = std::move(m_act);
            m_carrier.dispose(*this);
            act.lost(how);
        } else {
            m_carrier.dispose(*this);
        }
    }

private:
    Network& m_carrier;
    Act m_act;
};

template <class Act>
Parcel& Network::pack(Act&& act)
{
    using Content = Closure<std::decay_t<Act>>;
    auto* parcel = new (allocate(sizeof(Content))) Content(*this, std::forward<Act>(act));
    adopt(*parcel, sizeof(Content));
    return *parcel;
}

template <class Arrive>
void Network::send(HostId from, HostId to, std::int64_t bytes, Arrive&& arrive)
{
    Parcel& parcel = pack(std::forward<Arrive>(arrive));
    if (m_impaired != nullptr) [[unlikely]]
        return sendImpaired(from, to, bytes, parcel, false);
    const Duration time = m_ways.timeFor(from, to, bytes);
    if (time == Ways::kShared) [[unlikely]]
        m_ways.transfer(from, to, bytes, parcel);
    else
        m_calendar.schedule(m_calendar.now() + time, parcel);
}

template <class Arrive>
void Network::signal(HostId from, HostId to, std::int64_t bytes, Duration wait, Arrive&& arrive)
{
    if (m_impaired == nullptr) [[likely]] {
        after(wait + m_ways.uncontendedTime(from, to, bytes), std::forward<Arrive>(arrive));
    } else if (wait > Duration::zero()) {
        after(wait, [this, from, to, bytes, content = std::decay_t<Arrive>(std::forward<Arrive>(arrive))]() mutable {
            signal(from, to, bytes, Duration::zero(), std::move(content));
        });
    } else {
        sendImpaired(from, to, bytes, pack(std::forward<Arrive>(arrive)), true);
    }
}

template <class Act>
void Network::after(Duration delay, Act&& act)
{
    m_calendar.schedule(m_calendar.now() + delay, pack(std::forward<Act>(act)));
}

}  // namespace stormglass
