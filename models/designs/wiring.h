// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a run executes: handlers, channels and subscriptions. The target language of the design compilers.
#pragma once

#include "models/spec/scenario.h"

namespace stormglass {

/// The program of one component for one kind of request or message.
///
/// A component has at most one for an operation. It may have several for a message: they run in order, each to its own
/// end, and the message is delivered again if one of them has failed for a technical reason.
struct Handler {
    /// A request for an operation.
    struct OnRequest {
        std::string operation;
        bool operator==(const OnRequest&) const = default;
    };
    /// A message of a channel. An empty event means every message for which the component has no other handler.
    struct OnMessage {
        std::string channel;
        std::string event;
        bool operator==(const OnMessage&) const = default;
    };

    std::string component;
    std::variant<OnRequest, OnMessage> trigger;
    spec::Program body;
    spec::Program onFailure;  ///< Runs when a statement of the body fails; the handler still ends as failed.

    bool operator==(const Handler&) const = default;
};

/// One component's copy of a channel's messages.
struct Subscription {
    std::string channel;
    std::string component;
    Duration from{0};  ///< From the start of the run; nothing is taken before.
    bool operator==(const Subscription&) const = default;
};

/// How a flow is entered: the client sends a request for the operation to the component.
struct FlowEntry {
    std::string flow;
    std::string component;
    std::string operation;
    /// Components that must be asked to know the state of one flow: 1 with an orchestrator or a waiting owner, every
    /// participant in a choreography (Megargel et al., EDOC 2021: visibility).
    std::int64_t placesToAsk = 1;
    bool operator==(const FlowEntry&) const = default;
};

/// What the orchestrator has to know of a flow beside its steps: how to reach those who do them.
struct SagaPlan {
    struct Command {
        std::string step;
        std::string channel;    ///< Where the commands of this step go; empty: none is ever sent.
        std::string doEvent;    ///< Empty for the first step, which the owner has done before the saga starts.
        std::string undoEvent;  ///< Empty: the step cannot be undone.
        /// Success is reported, so the saga can wait for it. Optional steps report only if another step comes after them.
        bool hasReply = true;
        bool operator==(const Command&) const = default;
    };

    std::string flow;
    std::string orchestrator;
    std::vector<Command> commands;  ///< One for each step, in the order of the flow.
    bool operator==(const SagaPlan&) const = default;
};

struct Wiring {
    std::string design;
    std::vector<spec::Channel> channels;  ///< Those of the topology and those that the design needs.
    std::vector<Subscription> subscriptions;
    std::vector<Handler> handlers;
    std::vector<FlowEntry> entries;
    std::vector<SagaPlan> sagas;  ///< Of the flows that an orchestrator directs.
    spec::Outbox outbox;          ///< Relay of the events that leave through one. Each component has its own rows.

    bool operator==(const Wiring&) const = default;
};

}  // namespace stormglass
