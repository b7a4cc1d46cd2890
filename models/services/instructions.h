// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Programs with every name resolved: what the interpreter runs.
#pragma once

#include "models/brokers/broker.h"
#include "models/services/request.h"
#include "models/services/move_task.h"
#include "models/services/resilience/call_guard.h"
#include "models/spec/program.h"
#include "models/transactions/flow_tracker.h"
#include "simcore/random/random_stream.h"
#include "simcore/random/sampler.h"

#include <memory>
#include <variant>
#include <vector>

namespace stormglass {

class CustomStep;
class Database;
class Outbox;
class Orchestrator;

struct Instruction;
using Instructions = std::vector<Instruction>;

namespace instruction {

/// A random service time with the stream it is drawn from.
struct TimedWork {
    Sampler time;
    RandomStream stream;
};

struct Work {
    std::shared_ptr<TimedWork> work;  // shared by the copies of a program; the stream moves on with each draw
};

struct Call {
    Endpoint* target = nullptr;
    OperationId operation;
    spec::CallPolicy policy;
    std::shared_ptr<RandomStream> jitter;
    GuardedTargetRef guard = {};  ///< Null for a plain policy.
    std::uint32_t place = 0;      ///< Of the target among what is watched, as in the others.
};

struct Send {
    Endpoint* target = nullptr;
    OperationId operation;
    std::uint32_t place = 0;
};

/// A message that leaves at once, or through the component's outbox.
struct Emit {
    Broker* broker = nullptr;
    ChannelId channel;
    EventTypeId event;
    Outbox* outbox = nullptr;
    std::uint32_t place = 0;  ///< Of the channel.
};

struct Access {
    Database* store = nullptr;
    bool isWrite = true;
};

struct Parallel {
    std::vector<Instructions> branches;
};

struct Choose {
    std::vector<std::pair<double, Instructions>> options;  ///< Cumulated probability.
    std::shared_ptr<RandomStream> stream;
};

struct Fail {
    double probability = 1;
    std::shared_ptr<RandomStream> stream;
};

struct Reply { };

/// Runs a program and, when it fails, another one (spec::Attempt).
struct Attempt {
    Instructions program;
    Instructions onFailure;
    bool isForDoubtOnly = false;
    bool isFailurePassedOn = false;
};

/// Work and commit of a step. Draws depend only on the number of the transaction, so every design sees the same.
struct Perform {
    FlowTracker* tracker = nullptr;
    std::size_t step = 0;
    bool isIdempotent = true;
    spec::Deduplication deduplication = {};
    std::shared_ptr<std::uint64_t> effects = {};  ///< Of the step in all flows; counted with a limited deduplication only.
    Sampler time;
    RandomStream demand;
    RandomStream verdict;
    double rejection = 0;
    Database* store = nullptr;
};

struct Undo {
    FlowTracker* tracker = nullptr;
    std::size_t step = 0;
    bool isIdempotent = true;
    Sampler time;
    RandomStream demand;
    Database* store = nullptr;
};

struct Join {
    std::size_t step = 0;
    std::uint32_t arrived = 0;  ///< The bit of the predecessor that this message tells of.
    std::uint32_t all = 0;
};

struct Advance {
    Orchestrator* orchestrator = nullptr;
    std::size_t saga = 0;
    std::size_t step = 0;
    spec::AdvanceSaga::News news = spec::AdvanceSaga::News::Started;
    std::shared_ptr<TimedWork> transition;
    Database* log = nullptr;
};

/// Moves the message that is being handled to another channel. One pace for all instances.
struct Redrive {
    Emit to;
    std::shared_ptr<MoveTask> task;
};

/// What the kind of the component does.
struct Custom {
    std::shared_ptr<CustomStep> step;
};

}  // namespace instruction

struct Instruction {
    std::variant<instruction::Work, instruction::Call, instruction::Send, instruction::Emit, instruction::Access,
                 instruction::Parallel, instruction::Choose, instruction::Fail, instruction::Reply, instruction::Attempt,
                 instruction::Perform, instruction::Undo, instruction::Join, instruction::Advance, instruction::Redrive, instruction::Custom>
        action;
};

/// What a component does for one kind of request or message.
struct Routine {
    std::string name;  ///< Of the operation, the event, or the channel of messages without one; for traces.
    Instructions body;
    Instructions onFailure;
    std::unique_ptr<Routine> next;  ///< What else it does about the same message, afterwards; null for requests.

    /// Of a routine that moves messages on; null for others.
    [[nodiscard]] MoveTask* moveTask() const
    {
        const auto* moving = body.empty() ? nullptr : std::get_if<instruction::Redrive>(&body.front().action);
        return moving == nullptr ? nullptr : moving->task.get();
    }
};

}  // namespace stormglass
