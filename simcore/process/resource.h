// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Servers, workers, connections, slots: things of which there are only so many.
#pragma once

#include "simcore/process/waiter.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace stormglass {

class Resource;

/// One unit of a resource, given back at the end of its life.
class Lease {
public:
    Lease() = default;
    Lease(Lease&& other) noexcept
        : m_resource(std::exchange(other.m_resource, nullptr))
    {
    }
    Lease& operator=(Lease&& other) noexcept;
    ~Lease() { release(); }

    /// Gives the unit back now. Does nothing when there is none.
    void release();

    [[nodiscard]] bool isHeld() const { return m_resource != nullptr; }

private:
    friend class Resource;
    friend class AcquireAwaiter;

    explicit Lease(Resource& resource)
        : m_resource(&resource)
    {
    }

    Resource* m_resource = nullptr;
};

class Acquire;
class AcquireAwaiter;

/// Grants up to `capacity` leases at a time; who finds none left waits.
///
/// A lease that comes back belongs to the first waiter from that moment on, so nobody can snatch it. The waiter itself
/// goes on at the same instant, after all events that are scheduled for it already. If it is crashed in between,
/// the next waiter gets the lease. The resource outlives its leases and its waiters.
class Resource {
public:
    enum class Discipline : std::uint8_t {
        Fcfs,      ///< First come, first served.
        Priority,  ///< The greatest priority first, and first come, first served among equals.
    };

    explicit Resource(std::size_t capacity, Discipline discipline = Discipline::Fcfs)
        : m_capacity(capacity)
        , m_discipline(discipline)
    {
    }
    Resource(const Resource&) = delete;
    Resource& operator=(const Resource&) = delete;

    /// co_await acquire() yields a Lease. Under Fcfs the priority is ignored.
    [[nodiscard]] Acquire acquire(std::int32_t priority = 0);

    /// A lease if one is left, without waiting.
    [[nodiscard]] std::optional<Lease> tryAcquire();

    /// More capacity goes to the waiters at once. With less, leases are not granted again as they come back
    /// until the new capacity is reached.
    void setCapacity(std::size_t capacity);

    [[nodiscard]] std::size_t capacity() const { return m_capacity; }
    [[nodiscard]] std::size_t inUse() const { return m_inUse; }
    [[nodiscard]] std::size_t waiting() const { return m_waitingCount; }

private:
    friend class Lease;
    friend class AcquireAwaiter;

    bool take()
    {
        if (m_inUse >= m_capacity)
            return false;
        ++m_inUse;
        return true;
    }

    void giveBack()
    {
        --m_inUse;
        if (m_waitingCount != 0)
            grantFreeUnits();
    }

    void enqueue(AcquireAwaiter& waiter);
    void grantFreeUnits();

    std::size_t m_capacity;
    std::size_t m_inUse = 0;
    std::size_t m_waitingCount = 0;
    LinkedList<AcquireAwaiter> m_waiters;  // in the order in which they will be served
    Discipline m_discipline;
};

class AcquireAwaiter : public Waiter {
public:
    AcquireAwaiter(const Acquire& acquire, Process& process);

    bool isReady() { return m_resource.take(); }
    void enlist()
    {
        setWaiting();
        m_resource.enqueue(*this);
    }
    void withdraw()
    {
        if (!isIdle())
            giveUp();
    }
    Lease result()
    {
        setReceived();
        return Lease(m_resource);
    }

private:
    friend class Resource;

    void giveUp();

    Resource& m_resource;
    std::int32_t m_priority;
};

class Acquire {
public:
    using Awaiter = AcquireAwaiter;

    Acquire(Resource& resource, std::int32_t priority)
        : m_resource(resource)
        , m_priority(priority)
    {
    }

private:
    friend class AcquireAwaiter;

    Resource& m_resource;
    std::int32_t m_priority;
};

inline AcquireAwaiter::AcquireAwaiter(const Acquire& acquire, Process& process)
    : Waiter(process)
    , m_resource(acquire.m_resource)
    , m_priority(acquire.m_priority)
{
}

inline Acquire Resource::acquire(std::int32_t priority)
{
    return {*this, priority};
}

inline std::optional<Lease> Resource::tryAcquire()
{
    return take() ? std::optional(Lease(*this)) : std::nullopt;
}

inline void Lease::release()
{
    if (m_resource != nullptr)
        std::exchange(m_resource, nullptr)->giveBack();
}

inline Lease& Lease::operator=(Lease&& other) noexcept
{
    if (this != &other) {
        release();
        m_resource = std::exchange(other.m_resource, nullptr);
    }
    return *this;
}

}  // namespace stormglass
