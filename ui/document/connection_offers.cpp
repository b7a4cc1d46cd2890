// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/connection_offers.h"

#include "ui/document/element_edits.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormglass::ui {
namespace {

QString sayOffer(const char* words) { return QCoreApplication::translate("Connections", words); }
QString shown(const std::string& name) { return QString::fromStdString(name); }

std::vector<spec::Operation>* operationsOf(spec::Scenario& scenario, const std::string& name)
{
    const auto found = std::ranges::find(scenario.topology.components, name, &spec::Component::name);
    if (found == scenario.topology.components.end())
        return nullptr;
    return std::visit(
        [](auto& settings) -> std::vector<spec::Operation>* {
            if constexpr (requires { settings.operations; })
                return &settings.operations;
            else
                return nullptr;
        },
        found->settings);
}

const spec::Operation* firstOperationOf(const spec::Scenario& scenario, const std::string& name)
{
    const spec::Component* component = findComponent(scenario, name);
    return component == nullptr ? nullptr
                                : std::visit(
                                      [](const auto& settings) -> const spec::Operation* {
                                          if constexpr (requires { settings.operations; })
                                              return settings.operations.empty() ? nullptr : &settings.operations.front();
                                          else
                                              return nullptr;
                                      },
                                      component->settings);
}

/// The first operation, or a new one that works for a while. Precondition: the component has operations.
spec::Operation& anOperationOf(spec::Scenario& scenario, const std::string& name, const char* stem)
{
    std::vector<spec::Operation>& operations = *operationsOf(scenario, name);
    if (operations.empty()) {
        spec::Work work{.time = Distribution{distribution::Constant{std::chrono::milliseconds{5}}}};
        operations.push_back({.name = stem, .program = {{work}}, .consumes = {}});
    }
    return operations.front();
}

Offer offerOfProgram(const std::string& from, const QString& words, const QString& icon,
                     std::function<spec::Statement(spec::Scenario&)> statement)
{
    return {words, icon, [from, statement = std::move(statement)](spec::Scenario& scenario) {
                spec::Statement made = statement(scenario);  // it may add an operation at the other end
                anOperationOf(scenario, from, "handle").program.push_back(std::move(made));
            }};
}

}  // namespace

const spec::Component* findComponent(const spec::Scenario& scenario, const std::string& name)
{
    const auto found = std::ranges::find(scenario.topology.components, name, &spec::Component::name);
    return found == scenario.topology.components.end() ? nullptr : &*found;
}

void offerRequests(std::vector<Offer>& offers, const spec::Scenario& scenario, const std::string& from, const std::string& to)
{
    const spec::Operation* known = firstOperationOf(scenario, to);
    const QString operation = shown(known == nullptr ? "handle" : known->name);
    offers.push_back(offerOfProgram(from, sayOffer("Call %1 of %2 and wait").arg(operation, shown(to)), QStringLiteral("service"),
                                    [to](spec::Scenario& edited) {
                                        return spec::Statement{spec::Call{.component = to, .operation = anOperationOf(edited, to, "handle").name, .policy = {}}};
                                    }));
    offers.push_back(offerOfProgram(from, sayOffer("Send %1 of %2 a request without waiting").arg(operation, shown(to)), QStringLiteral("flow"),
                                    [to](spec::Scenario& edited) {
                                        return spec::Statement{spec::Send{.component = to, .operation = anOperationOf(edited, to, "handle").name}};
                                    }));
}

void offerSubscription(std::vector<Offer>& offers, const std::string& channel, const std::string& service)
{
    offers.push_back({sayOffer("Subscribe %1 to %2").arg(shown(service), shown(channel)), QStringLiteral("channels"), [channel, service](spec::Scenario& scenario) {
                          std::vector<std::string>& consumes = anOperationOf(scenario, service, "consume").consumes;
                          if (std::ranges::find(consumes, channel) == consumes.end())
                              consumes.push_back(channel);
                      }});
}

void offerWorkload(std::vector<Offer>& offers, const std::string& client, const std::string& target)
{
    offers.push_back({sayOffer("Let %1 ask %2").arg(shown(client), shown(target)), QStringLiteral("workload"), [client, target](spec::Scenario& scenario) {
                          const auto id = addElement(scenario, "workload");
                          const std::string operation = anOperationOf(scenario, target, "handle").name;
                          spec::Workload& workload = scenario.workload.back();
                          workload.name = id->name;
                          workload.client = client;
                          workload.component = target;
                          workload.operation = operation;
                      }});
}

/// A gateway stands in the way of flows; those that this client or service begins and that do not pass it yet.
void offerWay(std::vector<Offer>& offers, const spec::Scenario& scenario, const std::string& client, const std::string& gateway)
{
    for (const spec::Flow& flow : scenario.flows) {
        if (flow.client != client || std::ranges::find(flow.via, gateway) != flow.via.end())
            continue;
        offers.push_back({sayOffer("Let requests of %1 pass %2").arg(shown(flow.name), shown(gateway)), QStringLiteral("gateway"),
                          [name = flow.name, gateway](spec::Scenario& edited) {
                              std::vector<std::string>& via = std::ranges::find(edited.flows, name, &spec::Flow::name)->via;
                              via.insert(via.begin(), gateway);
                          }});
    }
}

/// A new flow that goes this way, with a first step and a load of its own.
void offerFlow(std::vector<Offer>& offers, const std::string& client, const std::string& gateway, const std::string& service)
{
    offers.push_back({sayOffer("Begin a flow at %1").arg(shown(service)), QStringLiteral("flow"), [client, gateway, service](spec::Scenario& scenario) {
                          const auto id = addElement(scenario, "flow");
                          spec::Flow& flow = scenario.flows.back();
                          flow.name = id->name;
                          flow.client = client;
                          if (!gateway.empty())
                              flow.via = {gateway};
                          spec::Step step;
                          step.name = "begin";
                          step.component = service;
                          step.time = Distribution{distribution::Constant{std::chrono::milliseconds{5}}};
                          flow.steps.push_back(std::move(step));
                          const auto load = addElement(scenario, "workload");
                          scenario.workload.back().name = load->name;
                          scenario.workload.back().flow = id->name;
                      }});
}

void offerPublishing(std::vector<Offer>& offers, const std::string& from, const std::string& channel)
{
    offers.push_back(offerOfProgram(from, sayOffer("Publish to %1").arg(shown(channel)), QStringLiteral("channels"),
                                    [channel](spec::Scenario&) { return spec::Statement{spec::Publish{channel}}; }));
}

void offerNewChannel(std::vector<Offer>& offers, const std::string& from, const std::string& broker)
{
    offers.push_back(offerOfProgram(from, sayOffer("Publish to a new channel of %1").arg(shown(broker)), QStringLiteral("brokers"),
                                    [from, broker](spec::Scenario& scenario) {
                                        const spec::Component& carrier = *findComponent(scenario, broker);
                                        spec::Channel channel{freeName(scenario, from + "-news"), broker, spec::defaultChannelFor(carrier)};
                                        scenario.topology.channels.push_back(channel);
                                        return spec::Statement{spec::Publish{channel.name}};
                                    }));
}

void offerAccess(std::vector<Offer>& offers, const std::string& from, const std::string& store)
{
    const auto access = [&](const QString& words, bool isWrite) {
        offers.push_back(offerOfProgram(from, words, QStringLiteral("database"),
                                        [store, isWrite](spec::Scenario&) { return spec::Statement{spec::Access{store, isWrite}}; }));
    };
    access(sayOffer("Write to %1").arg(shown(store)), true);
    access(sayOffer("Read from %1").arg(shown(store)), false);
}

namespace {

/// What a component of a fixed program is told: which store, channel or source it is about.
template <class Change>
void offerSetting(std::vector<Offer>& offers, const QString& words, const char* icon, const std::string& name, Change change)
{
    offers.push_back({words, QString::fromLatin1(icon), [name, change](spec::Scenario& scenario) {
                          const auto found = std::ranges::find(scenario.topology.components, name, &spec::Component::name);
                          if (found != scenario.topology.components.end())
                              std::visit(change, found->settings);
                      }});
}

}  // namespace

void offerReading(std::vector<Offer>& offers, const std::string& channel, const std::string& reader)
{
    offerSetting(offers, sayOffer("Let %1 read %2").arg(shown(reader), shown(channel)), "channels", reader, [channel](auto& settings) {
        if constexpr (requires { settings.source; })
            settings.source = channel;
        else if constexpr (requires { settings.consumes; }) {
            if (std::ranges::find(settings.consumes, channel) == settings.consumes.end())
                settings.consumes.push_back(channel);
        }
    });
}

void offerResults(std::vector<Offer>& offers, const spec::Scenario& scenario, const std::string& from, const std::string& channel)
{
    if (!std::holds_alternative<spec::StreamProcessorSettings>(findComponent(scenario, from)->settings))
        return;
    offerSetting(offers, sayOffer("Publish the results to %1").arg(shown(channel)), "channels", from, [channel](auto& settings) {
        if constexpr (requires { settings.results; })
            settings.results = channel;
    });
}

void offerStore(std::vector<Offer>& offers, const std::string& from, const std::string& store)
{
    offerSetting(offers, sayOffer("Let %1 use %2").arg(shown(from), shown(store)), "stores", from, [store](auto& settings) {
        if constexpr (requires { settings.store; })
            settings.store = store;
    });
}

void offerSagaLog(std::vector<Offer>& offers, const std::string& from, const std::string& store)
{
    offers.push_back({sayOffer("Keep the saga log in %1").arg(shown(store)), QStringLiteral("database"), [from, store](spec::Scenario& scenario) {
                          const auto found = std::ranges::find(scenario.topology.components, from, &spec::Component::name);
                          if (auto* orchestrator = found == scenario.topology.components.end()
                                                       ? nullptr
                                                       : std::get_if<spec::OrchestratorSettings>(&found->settings))
                              orchestrator->store = store;
                      }});
}

void offerLink(std::vector<Offer>& offers, const std::string& from, const std::string& to)
{
    offers.push_back({sayOffer("Link %1 and %2").arg(shown(from), shown(to)), QStringLiteral("link"), [from, to](spec::Scenario& scenario) {
                          static_cast<void>(addElement(scenario, "link"));
                          scenario.topology.links.back().between = {from, to};
                      }});
}

}  // namespace stormglass::ui
