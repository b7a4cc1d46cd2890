// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/network.h"

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

}  // namespace stormglass
