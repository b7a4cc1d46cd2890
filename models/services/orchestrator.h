// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The orchestrator of sagas: a log of what each saga has reached, and the rule for what comes next.
//
// Forward: a step is commanded when all its predecessors have succeeded. After a refusal nothing new is commanded, and
// every step that was commanded and has a compensation is commanded to undo; a step that has not happened yet is
// cancelled by the same command. Source: Garcia-Molina and Salem, Sagas (1987); commands and replies as in the saga
// orchestrators of Eventuate Tram.
#pragma once

#include "models/services/instructions.h"

#include <vector>

namespace stormglass {

struct Activation;

class Orchestrator {
public:
    /// One step as the orchestrator commands it.
    struct Step {
        std::uint32_t predecessors = 0;  ///< As bits.
        bool isCompensable = false;
        bool isLocal = false;            ///< Done by the entry handler before the saga starts; never commanded.
        instruction::Emit doIt;
        instruction::Emit undoIt;
    };
    struct Saga {
        std::vector<Step> steps;
    };

    explicit Orchestrator(bool hasDurableLog) : m_hasDurableLog(hasDurableLog) { }

    /// Returns the number by which instructions name the saga.
    std::size_t addSaga(Saga saga);

    /// The instance takes notice and says what to command. Nothing for news that is old or that a crash made it forget.
    void advance(Transaction& transaction, const instruction::Advance& news, std::size_t instance,
                 std::vector<const instruction::Emit*>& commands);

    /// Which transition of its saga that news would be, from 1; 0 if it is old or forgotten.
    [[nodiscard]] std::size_t transitionOf(const Transaction& transaction, const instruction::Advance& news) const;

    /// Whether it sends commands of that saga through that broker, other than from an outbox.
    [[nodiscard]] bool commandsAt(std::size_t saga, const Broker& broker) const;

    /// Without a durable log an instance keeps the sagas that it has started in its memory, where the others find them
    /// as long as it lives: in-memory state, sharded. So a crash forgets those, and no others.
    void crashed(std::size_t instance);

private:
    [[nodiscard]] std::uint16_t lifeOf(std::size_t instance) const;
    [[nodiscard]] bool isForgotten(const SagaView& view) const;
    void commandNext(const Saga& saga, SagaView& view, std::vector<const instruction::Emit*>& commands) const;
    void commandUndo(const Saga& saga, SagaView& view, std::vector<const instruction::Emit*>& commands) const;

    static constexpr std::uint16_t kFirstLives = 10'000;  // instances have no higher number

    bool m_hasDurableLog;
    std::vector<std::uint16_t> m_lives;  // by instance, as far as one has crashed; a number is given once
    std::uint16_t m_lastLife = kFirstLives;
    std::vector<Saga> m_sagas;
};

}  // namespace stormglass
