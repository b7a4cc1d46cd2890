// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/connections.h"

#include "ui/document/element_edits.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormglass::ui {
namespace {

/// What a part can be, as an end of a line.
enum class End { Client, Gateway, Service, Orchestrator, External, Stream, Dashboard, Pager, Database, Cache, Broker, Channel, Place, None };

QString say(const char* words) { return QCoreApplication::translate("Connections", words); }
QString shown(const std::string& name) { return QString::fromStdString(name); }

const spec::Component* findComponent(const spec::Scenario& scenario, const std::string& name)
{
    const auto found = std::ranges::find(scenario.topology.components, name, &spec::Component::name);
    return found == scenario.topology.components.end() ? nullptr : &*found;
}

End endOf(const spec::Scenario& scenario, const ElementId& element)
{
    if (element.kind == ElementKind::Zone || element.kind == ElementKind::Host)
        return End::Place;
    if (element.kind == ElementKind::Channel)
        return End::Channel;
    const spec::Component* component = element.kind == ElementKind::Component ? findComponent(scenario, element.name) : nullptr;
    if (component == nullptr)
        return End::None;
    if (spec::isBroker(*component))
        return End::Broker;
    const auto is = [&]<class Settings>(std::type_identity<Settings>) { return std::holds_alternative<Settings>(component->settings); };
    if (is(std::type_identity<spec::ClientSettings>{}))
        return End::Client;
    if (is(std::type_identity<spec::GatewaySettings>{}))
        return End::Gateway;
    if (is(std::type_identity<spec::OrchestratorSettings>{}))
        return End::Orchestrator;
    if (is(std::type_identity<spec::ExternalSettings>{}))
        return End::External;
    if (is(std::type_identity<spec::StreamProcessorSettings>{}) || is(std::type_identity<spec::ReadModelSettings>{}))
        return End::Stream;
    if (is(std::type_identity<spec::DashboardSettings>{}))
        return End::Dashboard;
    if (is(std::type_identity<spec::PagerSettings>{}))
        return End::Pager;
    if (is(std::type_identity<spec::CacheSettings>{}))
        return End::Cache;
    return is(std::type_identity<spec::ServiceSettings>{}) ? End::Service : End::Database;
}

bool hasPrograms(End end) { return end == End::Service || end == End::External; }

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

void offerRequests(std::vector<Offer>& offers, const spec::Scenario& scenario, const std::string& from, const std::string& to)
{
    const spec::Operation* known = firstOperationOf(scenario, to);
    const QString operation = shown(known == nullptr ? "handle" : known->name);
    offers.push_back(offerOfProgram(from, say("Call %1 of %2 and wait").arg(operation, shown(to)), QStringLiteral("service"),
                                    [to](spec::Scenario& edited) {
                                        return spec::Statement{spec::Call{.component = to, .operation = anOperationOf(edited, to, "handle").name, .policy = {}}};
                                    }));
    offers.push_back(offerOfProgram(from, say("Send %1 of %2 a request without waiting").arg(operation, shown(to)), QStringLiteral("flow"),
                                    [to](spec::Scenario& edited) {
                                        return spec::Statement{spec::Send{.component = to, .operation = anOperationOf(edited, to, "handle").name}};
                                    }));
}

void offerSubscription(std::vector<Offer>& offers, const std::string& channel, const std::string& service)
{
    offers.push_back({say("Subscribe %1 to %2").arg(shown(service), shown(channel)), QStringLiteral("channels"), [channel, service](spec::Scenario& scenario) {
                          std::vector<std::string>& consumes = anOperationOf(scenario, service, "consume").consumes;
                          if (std::ranges::find(consumes, channel) == consumes.end())
                              consumes.push_back(channel);
                      }});
}

void offerWorkload(std::vector<Offer>& offers, const std::string& client, const std::string& target)
{
    offers.push_back({say("Let %1 ask %2").arg(shown(client), shown(target)), QStringLiteral("workload"), [client, target](spec::Scenario& scenario) {
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
        offers.push_back({say("Let requests of %1 pass %2").arg(shown(flow.name), shown(gateway)), QStringLiteral("gateway"),
                          [name = flow.name, gateway](spec::Scenario& edited) {
                              std::vector<std::string>& via = std::ranges::find(edited.flows, name, &spec::Flow::name)->via;
                              via.insert(via.begin(), gateway);
                          }});
    }
}

/// A flow that goes this way and has no step yet: its first one; or a new flow altogether.
void offerFlow(std::vector<Offer>& offers, const std::string& client, const std::string& gateway, const std::string& service)
{
    offers.push_back({say("Begin a flow at %1").arg(shown(service)), QStringLiteral("flow"), [client, gateway, service](spec::Scenario& scenario) {
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
    offers.push_back(offerOfProgram(from, say("Publish to %1").arg(shown(channel)), QStringLiteral("channels"),
                                    [channel](spec::Scenario&) { return spec::Statement{spec::Publish{channel}}; }));
}

void offerNewChannel(std::vector<Offer>& offers, const std::string& from, const std::string& broker)
{
    offers.push_back(offerOfProgram(from, say("Publish to a new channel of %1").arg(shown(broker)), QStringLiteral("brokers"),
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
    access(say("Write to %1").arg(shown(store)), true);
    access(say("Read from %1").arg(shown(store)), false);
}

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

void offerReading(std::vector<Offer>& offers, const std::string& channel, const std::string& reader)
{
    offerSetting(offers, say("Let %1 read %2").arg(shown(reader), shown(channel)), "channels", reader, [channel](auto& settings) {
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
    offerSetting(offers, say("Publish the results to %1").arg(shown(channel)), "channels", from, [channel](auto& settings) {
        if constexpr (requires { settings.results; })
            settings.results = channel;
    });
}

void offerStore(std::vector<Offer>& offers, const std::string& from, const std::string& store)
{
    offerSetting(offers, say("Let %1 use %2").arg(shown(from), shown(store)), "stores", from, [store](auto& settings) {
        if constexpr (requires { settings.store; })
            settings.store = store;
    });
}

void offerSagaLog(std::vector<Offer>& offers, const std::string& from, const std::string& store)
{
    offers.push_back({say("Keep the saga log in %1").arg(shown(store)), QStringLiteral("database"), [from, store](spec::Scenario& scenario) {
                          const auto found = std::ranges::find(scenario.topology.components, from, &spec::Component::name);
                          if (auto* orchestrator = found == scenario.topology.components.end()
                                                       ? nullptr
                                                       : std::get_if<spec::OrchestratorSettings>(&found->settings))
                              orchestrator->store = store;
                      }});
}

void offerLink(std::vector<Offer>& offers, const std::string& from, const std::string& to)
{
    offers.push_back({say("Link %1 and %2").arg(shown(from), shown(to)), QStringLiteral("link"), [from, to](spec::Scenario& scenario) {
                          static_cast<void>(addElement(scenario, "link"));
                          scenario.topology.links.back().between = {from, to};
                      }});
}

std::string clientOfFlowsVia(const spec::Scenario& scenario, const std::string& gateway)
{
    for (const spec::Flow& flow : scenario.flows) {
        if (std::ranges::find(flow.via, gateway) != flow.via.end())
            return flow.client;
    }
    for (const spec::Component& component : scenario.topology.components) {
        if (std::holds_alternative<spec::ClientSettings>(component.settings))
            return component.name;
    }
    return {};
}

void offerOfProgramOwner(std::vector<Offer>& offers, const spec::Scenario& scenario, const ElementId& from, const ElementId& to)
{
    switch (endOf(scenario, to)) {
    case End::Service:
    case End::External: offerRequests(offers, scenario, from.name, to.name); break;
    case End::Channel: offerPublishing(offers, from.name, to.name); break;
    case End::Broker: offerNewChannel(offers, from.name, to.name); break;
    case End::Cache:
    case End::Database: offerAccess(offers, from.name, to.name); break;
    default: break;
    }
}

QString reasonOfEnds(End from, End to)
{
    if (from == End::None || to == End::None)
        return say("Only components, channels, hosts and zones can be connected.");
    if ((from == End::Place) != (to == End::Place))
        return say("A link joins two hosts or zones; to place a component, drag it onto the host.");
    if (to == End::Client)
        return say("A client only asks: nothing calls it.");
    if (from == End::Pager)
        return say("A pager tells people: nothing comes after it.");
    if (from == End::Cache)
        return say("A cache only answers, and stands in front of a store: draw the line to that store.");
    if (from == End::Stream || from == End::Dashboard)
        return say("What reads streams and shows figures is connected to channels and stores only.");
    if (to == End::Stream || to == End::Pager || to == End::Dashboard)
        return say("What reads streams is connected to the channels that it reads; a dashboard to the store that it queries.");
    if (from == End::Database)
        return say("A database only answers. Draw the line from the service that uses it.");
    if (from == End::Broker)
        return say("A broker delivers by its channels. Draw the line from one of them.");
    if (from == End::Channel)
        return say("Only services and external systems subscribe to a channel.");
    if (from == End::Client)
        return say("A client asks services; draw the line to a service, or to a gateway that a flow of it passes.");
    if (from == End::Gateway)
        return say("A gateway passes requests on to a service.");
    if (from == End::Orchestrator)
        return say("An orchestrator is directed by its design; only its saga log can be connected, to a database.");
    if (to == End::Gateway)
        return say("A gateway stands in the way of flows: draw the line from their client.");
    return say("An orchestrator is directed by its design: choose it there.");
}

}  // namespace

std::vector<Offer> offersFor(const spec::Scenario& scenario, const ElementId& from, const ElementId& to)
{
    std::vector<Offer> offers;
    if (from == to)
        return offers;
    const End source = endOf(scenario, from);
    const End target = endOf(scenario, to);
    if (source == End::Place && target == End::Place)
        offerLink(offers, from.name, to.name);
    else if (source == End::Channel && hasPrograms(target))
        offerSubscription(offers, from.name, to.name);
    else if (source == End::Channel && (target == End::Stream || target == End::Pager))
        offerReading(offers, from.name, to.name);
    else if (source == End::Stream && target == End::Channel)
        offerResults(offers, scenario, from.name, to.name);
    else if ((source == End::Stream || source == End::Dashboard) && (target == End::Database || target == End::Cache))
        offerStore(offers, from.name, to.name);
    else if (source == End::Cache && target == End::Database)
        offerStore(offers, from.name, to.name);
    else if (source == End::Client && hasPrograms(target)) {
        offerWorkload(offers, from.name, to.name);
        offerFlow(offers, from.name, {}, to.name);
    } else if (source == End::Client && target == End::Gateway)
        offerWay(offers, scenario, from.name, to.name);
    else if (source == End::Gateway && hasPrograms(target)) {
        if (const std::string client = clientOfFlowsVia(scenario, from.name); !client.empty())
            offerFlow(offers, client, from.name, to.name);
    } else if (source == End::Orchestrator && (target == End::Database || target == End::Cache))
        offerSagaLog(offers, from.name, to.name);
    else if (hasPrograms(source))
        offerOfProgramOwner(offers, scenario, from, to);
    return offers;
}

QString whyNot(const spec::Scenario& scenario, const ElementId& from, const ElementId& to)
{
    if (from == to)
        return say("A line has two ends.");
    if (!offersFor(scenario, from, to).empty())
        return {};
    const End source = endOf(scenario, from);
    const End target = endOf(scenario, to);
    if (source == End::Client && target == End::Gateway)
        return say("No flow of this client can pass it: begin a flow first, by a line to its first service.");
    if (source == End::Gateway && hasPrograms(target))
        return say("A flow needs a client: add one first.");
    return reasonOfEnds(source, target);
}

}  // namespace stormglass::ui
