// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/network.h"

#include "models/network/impairments.h"
#include "models/network/lost_names.h"

namespace stormglass {

Network::Network(Calendar& calendar, Ways& ways) : m_calendar(calendar), m_ways(ways) { }

Network::~Network()
{
    while (m_onTheWay != nullptr)
        dispose(*m_onTheWay);
    for (void* block : m_free) {
        while (block != nullptr) {
            void* next = *static_cast<void**>(block);
            ::operator delete(block);
            block = next;
        }
    }
}

void* Network::allocate(std::size_t size)
{
    const std::size_t rank = (size + kStep - 1) / kStep;
    if (rank >= kClasses)
        return ::operator new(size);
    if (m_free[rank] == nullptr)
        return ::operator new(rank * kStep);
    void* block = m_free[rank];
    m_free[rank] = *static_cast<void**>(block);
    return block;
}

void Network::adopt(Parcel& parcel, std::size_t size)
{
    parcel.m_size = size;
    parcel.m_next = m_onTheWay;
    if (m_onTheWay != nullptr)
        m_onTheWay->m_previous = &parcel;
    m_onTheWay = &parcel;
}

void Network::dispose(Parcel& parcel)
{
    (parcel.m_previous != nullptr ? parcel.m_previous->m_next : m_onTheWay) = parcel.m_next;
    if (parcel.m_next != nullptr)
        parcel.m_next->m_previous = parcel.m_previous;
    const std::size_t rank = (parcel.m_size + kStep - 1) / kStep;
    void* block = &parcel;  // Parcel is the first and only base, so this is the address that was allocated
    parcel.~Parcel();
    if (rank >= kClasses) {
        ::operator delete(block);
        return;
    }
    *static_cast<void**>(block) = m_free[rank];
    m_free[rank] = block;
}

Impairments& Network::impairments()
{
    if (m_impairments == nullptr)
        m_impairments = std::make_unique<Impairments>(m_calendar, m_ways, *this);
    return *m_impairments;
}

LostNames& Network::lostNames()
{
    if (m_names == nullptr)
        m_names = std::make_unique<LostNames>(*this);
    return *m_names;
}

void Network::sendImpaired(HostId from, HostId to, std::int64_t bytes, Parcel& parcel, bool isSignal)
{
    m_impaired->send(from, to, bytes, parcel, isSignal);
}

Duration Network::impairedDelay(HostId from, HostId to, std::int64_t bytes) const
{
    return m_impaired->expectedDelay(from, to, bytes);
}

Duration Network::drawImpairedDelay(HostId from, HostId to, std::int64_t bytes)
{
    return m_impaired->drawDelay(from, to, bytes);
}

Reach Network::impairedReach(HostId from, HostId to) const { return m_impaired->reach(from, to); }

bool Network::drawLookUp(const std::string& component) { return m_lostNames->isLost(component); }

void Network::setImpaired(bool isImpaired) { m_impaired = isImpaired ? m_impairments.get() : nullptr; }

void Network::reachChanged()
{
    for (ReachObserver* observer : m_observers)
        observer->reachChanged();
}

}  // namespace stormglass
