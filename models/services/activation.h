// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One run of a routine: what the interpreter knows while it works.
#pragma once

#include "models/services/instance.h"
#include "models/services/instructions.h"
#include "models/services/station.h"

namespace stormglass {

/// How a program ended.
struct ProgramEnd {
    enum class Kind : std::uint8_t {
        Done,
        Stopped,  ///< Neither failed nor anything left to do: a join that waits, a step that was cancelled.
        Failed,
    };
    Kind kind = Kind::Done;
    Outcome outcome = Outcome::Ok;  ///< Why it failed.
    bool isInDoubt = false;         ///< The call that failed may have taken effect all the same.

    [[nodiscard]] bool hasFailed() const { return kind == Kind::Failed; }
};

struct Activation {
    Instance& instance;
    TransactionRef transaction;
    const Request* request = nullptr;  ///< Null for a message.
    Lease worker = {};                 ///< Of a request; a consumer is its own worker.
    bool hasReplied = false;
    bool isOnWorkerOfOthers = false;   ///< A branch of a request that keeps its worker.
    bool isRepeated = false;           ///< What it has to do had been done before.
    bool isDoomed = false;             ///< A fault kills the instance at this instant.
    Fate fate = {};                    ///< What faults do to it.
    EventTypeId event = {};            ///< Of a message: which event it tells of.
    SimTime publishedAt{};             ///< Of a message.
    std::uint32_t partition = 0;       ///< Of a message.
    Flaw flaw = Flaw::None;            ///< Of a message that is moved on; others with a flaw get nowhere.
    const Broker* source = nullptr;    ///< Of a message whose handler publishes in a transaction: where that counts, ...
    ProducerId producer = {};          ///< ... and by which producer.
    bool hasPublished = false;         ///< By that one, in this attempt.

    /// That publishes to that broker.
    [[nodiscard]] ProducerId producerAt(Broker& broker)
    {
        if (source != &broker) [[likely]]
            return instance.producerAt(broker);
        hasPublished = true;
        return producer;
    }

    [[nodiscard]] Station& station() const { return instance.station(); }
    [[nodiscard]] World& world() const { return instance.station().world(); }
};

/// Runs the routine: its body, and what it does on failure. The end is that of the body.
[[nodiscard]] Task<ProgramEnd> runRoutine(Activation& activation, const Routine& routine);
/// The same at an instance with which something is wrong: draws the fate first, and suffers it.
[[nodiscard]] Task<ProgramEnd> runFatefulRoutine(Activation& activation, const Routine& routine);

/// What the routine does before its first effect: its work, down to the commit, call or message that would come next.
[[nodiscard]] Task<> workInVain(Activation& activation, const Routine& routine);

}  // namespace stormglass
