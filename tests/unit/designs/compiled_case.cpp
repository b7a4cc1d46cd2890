// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/designs/compiled_case.h"

#include "scenarios/scenario_reader.h"

#include <QtTest>

#include <algorithm>
#include <set>

namespace stormglass {
namespace {

/// Collects what programs call and publish to, at any depth.
struct References {
    std::set<std::pair<std::string, std::string>> operations;
    std::set<std::pair<std::string, std::string>> events;

    void add(const spec::Program& program)
    {
        for (const spec::Statement& statement : program)
            std::visit(*this, statement.action);
    }

    void operator()(const spec::Call& call) { operations.emplace(call.component, call.operation); }
    void operator()(const spec::Send& send) { operations.emplace(send.component, send.operation); }
    void operator()(const spec::EmitEvent& sent) { events.emplace(sent.channel, sent.event); }
    void operator()(const spec::Attempt& attempt)
    {
        add(attempt.program);
        add(attempt.onFailure);
    }
    void operator()(const spec::Parallel& parallel)
    {
        for (const spec::Program& branch : parallel.branches)
            add(branch);
    }
    void operator()(const auto&) { }
};

References referencesOf(const Wiring& wiring)
{
    References references;
    for (const Handler& handler : wiring.handlers) {
        references.add(handler.body);
        references.add(handler.onFailure);
    }
    for (const FlowEntry& entry : wiring.entries)
        references.operations.emplace(entry.component, entry.operation);
    for (const SagaPlan& saga : wiring.sagas) {
        for (const SagaPlan::Command& command : saga.commands) {
            for (const std::string& event : {command.doEvent, command.undoEvent}) {
                if (!event.empty())
                    references.events.emplace(command.channel, event);
            }
        }
    }
    return references;
}

bool isSubscribed(const Wiring& wiring, const std::string& component, const std::string& channel)
{
    return std::ranges::find(wiring.subscriptions, Subscription{.channel = channel, .component = component})
        != wiring.subscriptions.end();
}

}  // namespace

spec::Scenario readCase(const QString& path)
{
    LoadedScenario loaded = readScenario((QStringLiteral(STORMGLASS_SOURCE_DIR) + u'/' + path).toStdString());
    // The cases are corners on purpose: the validation may warn of them, but not refuse them.
    for (const PlacedIssue& issue : loaded.issues) {
        if (issue.severity == Severity::Error)
            QTest::qFail(toText(issue).c_str(), __FILE__, __LINE__);
    }
    return std::move(loaded.scenario);
}

const spec::Design* findDesign(const spec::Scenario& scenario, const std::string& name)
{
    const auto found = std::ranges::find(scenario.designs, name, &spec::Design::name);
    return found == scenario.designs.end() ? nullptr : &*found;
}

QStringList danglingReferences(const Wiring& wiring)
{
    References handled;
    for (const Handler& handler : wiring.handlers) {
        if (const auto* request = std::get_if<Handler::OnRequest>(&handler.trigger)) {
            handled.operations.emplace(handler.component, request->operation);
            continue;
        }
        const auto& message = std::get<Handler::OnMessage>(handler.trigger);
        if (isSubscribed(wiring, handler.component, message.channel))
            handled.events.emplace(message.channel, message.event);
    }
    QStringList dangling;
    const References referred = referencesOf(wiring);
    for (const auto& [component, operation] : referred.operations) {
        if (!handled.operations.contains({component, operation}))
            dangling << QString::fromStdString(component + " has no operation " + operation);
    }
    for (const auto& [channel, event] : referred.events) {
        if (!handled.events.contains({channel, event}))
            dangling << QString::fromStdString("nobody hears " + event + " from " + channel);
    }
    return dangling;
}

}  // namespace stormglass
