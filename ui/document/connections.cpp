// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/connections.h"

#include "ui/document/connection_offers.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormglass::ui {
namespace {

/// What a part can be, as an end of a line.
enum class End { Client, Gateway, Service, Orchestrator, External, Stream, Dashboard, Pager, Database, Cache, Broker, Channel, Place, None };

QString say(const char* words) { return QCoreApplication::translate("Connections", words); }

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
        return say("A database or another store only answers. Draw the line from the service that uses it.");
    if (from == End::Broker)
        return say("A broker delivers by its channels. Draw the line from one of them.");
    if (from == End::Channel)
        return say("Only services, external systems, stream processors, read models and pagers subscribe to a channel.");
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
