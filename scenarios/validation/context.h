// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every check of the meaning needs: the scenario, the names in it, and a way to tell problems.
#pragma once

#include "scenarios/validation/name_tables.h"

#include <span>

namespace stormglass {

/// The kinds of component that can stand in one place, by the words of the file.
struct Kinds {
    std::string_view noun;  ///< What the user would call one of them.
    std::span<const std::string_view> names;

    [[nodiscard]] bool contains(const spec::Component& component) const;
};

class ValidationContext {
public:
    /// Both outlive the context.
    ValidationContext(const spec::Scenario& scenario, ReadProblems& problems);

    [[nodiscard]] const spec::Scenario& scenario() const { return m_scenario; }
    [[nodiscard]] const NameTables& names() const { return m_names; }

    /// Whether the value at the pointer could be read.
    [[nodiscard]] bool isRead(std::string_view pointer) const { return !m_problems.isDamaged(pointer); }

    /// Whether something has been found that keeps the scenario from being run.
    [[nodiscard]] bool hasErrors() const;

    /// Nothing is told of a place that could not be read: the user knows already.
    void error(const std::string& pointer, std::string message);
    void warning(const std::string& pointer, std::string message);

    /// Reports the name if the table does not have it. Empty names are absent ones.
    void requireName(const std::string& pointer, const std::string& name, const NameTable& table, std::string_view noun);
    /// The component of that name, if it is of one of these kinds; reports it if there is none or it is of another. Null
    /// also when its kind could not be read.
    const spec::Component* requireComponent(const std::string& pointer, const std::string& name, Kinds kinds);
    /// Null if there is none of that name, or if its kind could not be read.
    [[nodiscard]] const spec::Component* findComponent(const std::string& name) const;

    /// "unknown flow \"ordr\"; did you mean \"order\"?"
    [[nodiscard]] std::string unknown(std::string_view noun, const std::string& name,
                                      std::span<const std::string> candidates) const;
    [[nodiscard]] std::vector<std::string> namesOfKinds(Kinds kinds) const;

    /// Where the real one has an integer of seconds.
    void requireWholeSeconds(const std::string& pointer, Duration time);

private:
    const spec::Scenario& m_scenario;
    ReadProblems& m_problems;
    NameTables m_names;
};

[[nodiscard]] std::string_view kindOf(const spec::Component& component);

// --- the kinds that can stand in one place -------------------------------------------------------------------------------

[[nodiscard]] Kinds clients();
[[nodiscard]] Kinds gateways();
[[nodiscard]] Kinds orchestrators();
[[nodiscard]] Kinds stores();
[[nodiscard]] Kinds brokers();
/// Components whose operations the user writes.
[[nodiscard]] Kinds operators();
/// Components that can do a step of a flow.
[[nodiscard]] Kinds participants();

// --- the checks, one file each -----------------------------------------------------------------------------------------

void checkReferences(ValidationContext& context);
void checkTopology(ValidationContext& context);
/// If it is one.
void checkKafka(ValidationContext& context, std::size_t component);
void checkMqtt(ValidationContext& context, std::size_t component);
void checkMqttTopic(ValidationContext& context, const spec::MqttTopic& topic, const spec::Component& broker, const std::string& pointer);
/// If it is one: its streams.
void checkNats(ValidationContext& context, std::size_t component);
/// If it is one.
void checkSqs(ValidationContext& context, std::size_t component);
/// If it is one.
void checkFanout(ValidationContext& context, std::size_t component);
/// If it is one.
void checkPulsar(ValidationContext& context, std::size_t component);
void checkPulsarTopic(ValidationContext& context, const spec::Channel& channel, const spec::Component& broker, const std::string& pointer);
void checkRabbitmq(ValidationContext& context, std::size_t component);
/// If it is one.
void checkRabbitmqQueue(ValidationContext& context, std::size_t channel);
void checkRedis(ValidationContext& context, std::size_t component);
void checkStores(ValidationContext& context);
void checkStreams(ValidationContext& context);
void checkChannels(ValidationContext& context);
/// If it is one of SQS or SNS.
void checkManagedChannel(ValidationContext& context, std::size_t channel);
void checkPrograms(ValidationContext& context);
void checkCallCycles(ValidationContext& context);
void checkFlows(ValidationContext& context);
void checkDesigns(ValidationContext& context);
void checkPolicies(ValidationContext& context);
void checkStability(ValidationContext& context);
void checkWorkload(ValidationContext& context);
void checkMessageSizes(ValidationContext& context);
void checkFaults(ValidationContext& context);
void checkExperiment(ValidationContext& context);
void checkExpectations(ValidationContext& context);

}  // namespace stormglass
