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
/// last one gone the transaction can change no more, and the tracker books its outcome.
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
    std::uint32_t messages = 0;
    bool isLive = false;        ///< It has begun and is not yet settled.
    bool hasFailed = false;     ///< A required step was rejected, or the caller gave up: effects must be undone.
    bool isFinished = false;    ///< It has completed, or can change no more.
    bool isTraced = false;      ///< Its spans are recorded.
    bool isMeasured = true;     ///< Started after warm-up.
    bool isTallied = false;     ///< That it has completed has been told to who watches, ...
    bool isTalliedLate = false; ///< ... and that it was late.
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
        if (steps == nullptr && lostBy.empty())
            lostBy = cause;
    }
    /// A message of it has been laid aside where nobody reads: no one will send it again, and no one will handle it.
    void noteDeadLetter(std::string_view cause)
    {
        if (lostBy.empty())
            lostBy = cause;
    }
};

/// A share in a transaction.
class TransactionRef {
public:
    TransactionRef() = default;
    explicit TransactionRef(Transaction& transaction) : m_transaction(&transaction) { ++transaction.references; }
    TransactionRef(const TransactionRef& other) : m_transaction(other.m_transaction)
    {
        if (m_transaction != nullptr)
            ++m_transaction->references;
    }
    TransactionRef(TransactionRef&& other) noexcept : m_transaction(std::exchange(other.m_transaction, nullptr)) { }
    TransactionRef& operator=(TransactionRef other) noexcept
    {
        std::swap(m_transaction, other.m_transaction);
        return *this;
    }
    ~TransactionRef()
    {
        if (m_transaction != nullptr && --m_transaction->references == 0)
            release(*m_transaction);
    }

    explicit operator bool() const { return m_transaction != nullptr; }
    Transaction& operator*() const { return *m_transaction; }
    Transaction* operator->() const { return m_transaction; }

private:
    static void release(Transaction& transaction);

    Transaction* m_transaction = nullptr;
};

}  // namespace stormglass
