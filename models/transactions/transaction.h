// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One execution of a flow (one order), as the observer sees it.
#pragma once

#include "simcore/base/time.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace stormglass {

class FlowTracker;

/// What is true of one step of one transaction, in the stores of the components.
struct StepState {
    std::uint8_t applied = 0;       ///< How often the effect was committed; more than once is a duplicate effect.
    std::uint8_t reverted = 0;      ///< How often the compensation was committed.
    bool isCancelled = false;       ///< To be skipped: the compensation came first.
    bool isRejected = false;        ///< The business said no.
    std::uint8_t attempts = 0;      ///< How often the work has begun.
    std::int64_t mark = 0;          ///< When the effect was committed, or as which one; with a limited deduplication only.
    std::uint32_t heard = 0;        ///< Join kept by the step's component: predecessors known to have succeeded, as bits.
};

/// What the orchestrator's log says of one transaction. Steps are bits.
struct SagaView {
    std::uint32_t issued = 0;
    std::uint32_t succeeded = 0;
    std::uint32_t undoIssued = 0;
    std::uint32_t undone = 0;
    std::uint16_t transitions = 0;  ///< News that it has taken notice of.
    std::uint16_t memory = 0;  ///< Which life of the orchestrator knows of it; without a durable log a crash forgets.
    bool isKnown = false;
    bool isFailing = false;    ///< A step was rejected: compensations are under way.
};

/// Counted by references: everything that may still change it (a message, a handler, an outbox row) holds one. With the
/// last one gone the transaction can change no more, and the tracker books its outcome. A flow without steps, which has no
/// other way to tell, is complete when only spent ones are left.
class Transaction {
public:
    static constexpr std::size_t kMostSteps = 32;

    FlowTracker* tracker = nullptr;
    /// From 1 in order of arrival; the same in every design (common random numbers). What a fault adds is numbered apart.
    std::uint64_t number = 0;
    std::uint64_t key = 0;     ///< Of its messages, for partitions: the number, unless many share one.
    SimTime startedAt{};
    SimTime firstEffectAt{};
    SimTime lastEffectAt{};
    std::uint32_t references = 0;
    std::uint32_t open = 0;     ///< Of the references: those that are not spent.
    std::uint32_t messages = 0; ///< That have not been booked yet.
    // Bits, because there is one record for each message that waits.
    bool isLive : 1 = false;    ///< It has begun and is not yet settled.
    bool hasFailed : 1 = false; ///< A required step was rejected, or the caller gave up: effects must be undone.
    bool isFinished : 1 = false; ///< It has completed, or can change no more.
    bool isTraced : 1 = false;  ///< Its spans are recorded.
    bool isMeasured : 1 = true; ///< Started after warm-up.
    bool isTallied : 1 = false; ///< That it has completed has been told to who watches, ...
    bool isTalliedLate : 1 = false; ///< ... and that it was late.
    std::uint8_t phase = 0;     ///< 0 before, 1 during, 2 after the faults, by its start.
    StepState* steps = nullptr; ///< As many as the flow has steps; owned by the tracker's pool.
    /// Why a message of it is gone without having been handled; of a flow with steps only if it is a dead letter, because
    /// others may have been sent again.
    std::string_view lostBy;
    SagaView saga;

    /// Of a flow without steps: a handler of it has ended, or its client has the answer.
    void noteEffect(SimTime now)
    {
        if (steps == nullptr)
            lastEffectAt = now;
    }
    /// Of a flow without steps: a message of it is gone for good without having been handled.
    void noteLoss(std::string_view cause)
    {
        if (steps == nullptr && lostBy.empty() && !isFinished)
            lostBy = cause;
    }
    /// A message of it has been laid aside where nobody reads: no one will send it again, and no one will handle it.
    void noteDeadLetter(std::string_view cause)
    {
        if (lostBy.empty())
            lostBy = cause;
    }
};

static_assert(sizeof(Transaction) <= 112, "a backlog has many of them");

/// A share in a transaction.
class TransactionRef {
public:
    TransactionRef() = default;
    explicit TransactionRef(Transaction& transaction) : m_bits(reinterpret_cast<std::uintptr_t>(&transaction)) { add(); }
    TransactionRef(const TransactionRef& other) : m_bits(other.m_bits)
    {
        if (m_bits != 0)
            add();
    }
    TransactionRef(TransactionRef&& other) noexcept : m_bits(std::exchange(other.m_bits, 0)) { }
    TransactionRef& operator=(TransactionRef other) noexcept
    {
        std::swap(m_bits, other.m_bits);
        return *this;
    }
    ~TransactionRef()
    {
        if (m_bits != 0)
            drop();
    }

    explicit operator bool() const { return m_bits != 0; }
    Transaction& operator*() const { return *reinterpret_cast<Transaction*>(m_bits & ~kSpent); }
    Transaction* operator->() const { return &**this; }

    /// Everybody who was to handle the message has done so, and it is only kept: in a log, or to be delivered again if an
    /// acknowledgement is lost. So are copies made from now on: what comes of it has come before.
    void spend()
    {
        if (m_bits == 0 || isSpent() || (**this).steps != nullptr)
            return;
        Transaction& transaction = **this;
        m_bits |= kSpent;
        if (--transaction.open == 0)
            release(transaction);
    }
    [[nodiscard]] bool isSpent() const { return (m_bits & kSpent) != 0; }

private:
    static constexpr std::uintptr_t kSpent = 1;  // in the address, because brokers keep many of them
    static_assert(alignof(Transaction) > kSpent);

    void add() const
    {
        Transaction& transaction = **this;
        ++transaction.references;
        if (!isSpent()) [[likely]]
            ++transaction.open;
    }
    void drop() const
    {
        Transaction& transaction = **this;
        --transaction.references;
        if (isSpent()) [[unlikely]] {
            if (transaction.references == 0)
                release(transaction);
        } else if (--transaction.open == 0) {
            release(transaction);
        }
    }
    /// There is no open one left, perhaps none at all.
    static void release(Transaction& transaction);

    std::uintptr_t m_bits = 0;
};

}  // namespace stormglass
