// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the calendar runs when an event is due.
#pragma once

#include "simcore/calendar/event.h"

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace stormglass {

/// The address of a coroutine, or of an event with marks in its lowest bits, which no address needs.
class Payload {
public:
    static Payload of(std::coroutine_handle<> coroutine)
    {
        return Payload(reinterpret_cast<std::uintptr_t>(coroutine.address()));
    }
    static Payload of(Event& event)
    {
        return Payload(reinterpret_cast<std::uintptr_t>(&event) | kIsEvent);
    }
    static Payload ofOwned(Event& event)
    {
        return Payload(reinterpret_cast<std::uintptr_t>(&event) | kIsEvent | kIsOwned);
    }

    [[nodiscard]] bool isEvent() const { return (m_bits & kIsEvent) != 0; }
    [[nodiscard]] bool isOwned() const { return (m_bits & kIsOwned) != 0; }

    /// Precondition: isEvent().
    [[nodiscard]] Event& event() const { return *reinterpret_cast<Event*>(m_bits & ~kMarks); }
    /// Precondition: not isEvent().
    [[nodiscard]] std::coroutine_handle<> coroutine() const
    {
        return std::coroutine_handle<>::from_address(reinterpret_cast<void*>(m_bits));
    }
    [[nodiscard]] const void* address() const
    {
        return reinterpret_cast<const void*>(m_bits & ~kMarks);
    }

    bool operator==(const Payload&) const = default;

    /// No payload; remembers a number instead.
    static Payload none(std::uint32_t number = 0)
    {
        return Payload(std::uintptr_t{number} << kMarkBits | kIsNone);
    }
    [[nodiscard]] bool isNone() const { return (m_bits & kIsNone) != 0; }
    [[nodiscard]] std::uint32_t number() const
    {
        return static_cast<std::uint32_t>(m_bits >> kMarkBits);
    }

private:
    static constexpr unsigned kMarkBits = 3;
    static constexpr std::uintptr_t kIsEvent = 1;
    static constexpr std::uintptr_t kIsOwned = 2;
    static constexpr std::uintptr_t kIsNone = 4;
    static constexpr std::uintptr_t kMarks = 7;

    explicit Payload(std::uintptr_t bits)
        : m_bits(bits)
    {
    }

    std::uintptr_t m_bits;
};

/// Payloads in numbered slots. A slot that is given back is the next to be taken.
class PayloadTable {
public:
    [[nodiscard]] bool isFull() const { return m_firstUnused == kNoSlot; }
    [[nodiscard]] std::size_t size() const { return m_payloads.size(); }  ///< Used or not.

    [[nodiscard]] Payload at(std::uint32_t slot) const { return m_payloads[slot]; }

    /// Precondition: not full.
    std::uint32_t put(Payload payload)
    {
        const std::uint32_t slot = m_firstUnused;
        m_firstUnused = m_payloads[slot].number();
        m_payloads[slot] = payload;
        return slot;
    }

    Payload take(std::uint32_t slot)
    {
        const Payload payload = m_payloads[slot];
        m_payloads[slot] = Payload::none(m_firstUnused);
        m_firstUnused = slot;
        return payload;
    }

    /// Precondition: full.
    void addSlot()
    {
        m_firstUnused = static_cast<std::uint32_t>(m_payloads.size());
        m_payloads.push_back(Payload::none(kNoSlot));
    }

private:
    static constexpr std::uint32_t kNoSlot = UINT32_MAX;

    std::vector<Payload> m_payloads;  // unused slots are chained through their numbers
    std::uint32_t m_firstUnused = kNoSlot;
};

}  // namespace stormglass
