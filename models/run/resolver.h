// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Programs with names -> instructions with references.
#pragma once

#include "models/run/model.h"
#include "models/services/instructions.h"

#include <map>
#include <unordered_map>

namespace stormglass {

class Resolver {
public:
    explicit Resolver(Model& model) : m_model(model) { }

    /// The routine of a component. \p place tells apart the random streams of its statements.
    [[nodiscard]] Routine resolve(const Handler& handler);
    [[nodiscard]] OperationId operation(const std::string& name);
    [[nodiscard]] EventTypeId event(const std::string& name);
    /// Builds the sagas of the wiring. Call before resolving handlers of orchestrators.
    void addSagas();

private:
    struct Context {
        const std::string& component;
        std::string place;
        std::size_t statements = 0;
    };

    [[nodiscard]] Instructions resolve(Context& context, const spec::Program& program);
    [[nodiscard]] Instruction resolve(Context& context, const spec::Statement& statement);
    [[nodiscard]] instruction::Emit emit(const std::string& component, const std::string& channel,
                                         const std::string& event, bool throughOutbox);
    [[nodiscard]] instruction::Call call(Context& context, const spec::Call& call);
    [[nodiscard]] instruction::Redrive redrive(const Context& context, const spec::RedriveMessage& redrive);
    [[nodiscard]] instruction::Perform perform(const spec::PerformStep& step);
    [[nodiscard]] instruction::Undo undo(const spec::UndoStep& step);
    [[nodiscard]] instruction::Join join(const spec::JoinSteps& step);
    [[nodiscard]] instruction::Advance advance(Context& context, const spec::AdvanceSaga& news);
    [[nodiscard]] std::shared_ptr<RandomStream> stream(Context& context, const char* purpose);
    /// One for all calls of the component to that target with that policy.
    [[nodiscard]] GuardedTargetRef guardOf(const std::string& component, const Endpoint& target, const spec::CallPolicy& policy);
    [[nodiscard]] Station* station(const std::string& component);
    [[nodiscard]] Database* database(const std::string& store);
    [[nodiscard]] FlowTracker& tracker(const std::string& flow);
    [[nodiscard]] Outbox& outboxOf(const std::string& component);

    Model& m_model;
    std::unordered_map<std::string, OperationId> m_operations;
    std::unordered_map<std::string, EventTypeId> m_events;
    std::unordered_map<std::string, std::size_t> m_sagas;  // by flow
    std::map<std::string, std::vector<GuardedTargetRef>> m_guards;  // by component
    std::map<std::string, std::shared_ptr<std::uint64_t>> m_effects;  // by flow and step
    std::map<std::string, std::shared_ptr<MoveTask>> m_redrives;      // by component and channel
};

}  // namespace stormglass
