// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chaos/fault_offers.h"

#include "models/spec/catalogue.h"
#include "models/spec/fault_references.h"
#include "models/spec/faults/fault_scope.h"
#include "ui/chaos/fault_fields.h"
#include "ui/document/element_edits.h"
#include "ui/document/references.h"

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr Duration kUsualLength = std::chrono::seconds{10};

/// A field of that sort can name the part. Stores and brokers are components of some kinds only.
bool canName(const ReferenceField& field, const ElementId& element, const spec::Scenario& scenario)
{
    if (!canRefer(field.what, element.kind))
        return false;
    if (field.what != spec::RefersTo::Store && field.what != spec::RefersTo::Broker)
        return true;
    const std::vector<std::string> names = namesFor(scenario, field.what);
    return std::ranges::find(names, element.name) != names.end();
}

/// What else must be named: the first that keeps nothing from being run.
std::string fillTheRest(spec::Fault& fault, const spec::Scenario& scenario)
{
    std::string objection = objectionTo(fault, scenario);
    if (objection.empty())
        return {};
    spec::Fault longer = fault;
    for (std::size_t i = 0; setLength(longer.settings, i); longer = fault, ++i) {
        std::string other = objectionTo(longer, scenario);
        if (other.empty()) {
            fault = std::move(longer);
            return {};
        }
        objection = std::move(other);
    }
    for (const ReferenceField& field : referenceFieldsOf(fault.settings)) {
        if (!field.isEmpty || field.what == spec::RefersTo::Event)
            continue;
        for (const std::string& name : namesFor(scenario, field.what)) {
            spec::Fault attempt = fault;
            setReference(attempt.settings, field.key, name);
            if (objectionTo(attempt, scenario).empty()) {
                fault = std::move(attempt);
                return {};
            }
        }
    }
    return objection;
}

FaultOffer offerOf(const spec::CatalogueEntry& entry, const spec::Scenario& scenario, const ElementId& element)
{
    const spec::FaultSettings settings = *defaultFault(entry.name);
    spec::Fault fault{.name = freeName(scenario, std::string(entry.name)), .settings = settings, .timing = {}};
    fault.timing.lasting = std::min(kUsualLength, scenario.run.duration + scenario.run.drain);
    FaultOffer offer{.kind = entry.name, .help = entry.help, .group = groupOf(fault), .fault = std::nullopt};
    for (const ReferenceField& field : referenceFieldsOf(settings)) {
        if (!canName(field, element, scenario))
            continue;
        spec::Fault attempt = fault;
        setReference(attempt.settings, field.key, element.name);
        std::string objection = fillTheRest(attempt, scenario);
        if (objection.empty()) {
            offer.fault = std::move(attempt);
            return offer;
        }
        if (offer.reason.empty())
            offer.reason = std::move(objection);
    }
    if (offer.reason.empty())
        offer.reason = std::string("it does not hit a ") + wordOf(element.kind);
    return offer;
}

}  // namespace

std::string objectionTo(const spec::Fault& fault, const spec::Scenario& scenario)
{
    for (const ReferenceField& field : referenceFieldsOf(fault.settings)) {
        if (field.isRequired && field.isEmpty)
            return "it wants \"" + field.key + '"';
    }
    spec::FaultScope scope(scenario, {});
    check(fault, scope);
    return scope.issues().isEmpty() ? std::string() : scope.issues().list().front().message;
}

FaultGroup groupOf(const spec::Fault& fault)
{
    using enum spec::RefersTo;
    if (spec::waysOf(fault) != nullptr)
        return FaultGroup::Network;
    const auto fields = referenceFieldsOf(fault.settings);
    const auto refersTo = [&](spec::RefersTo what) { return std::ranges::find(fields, what, &ReferenceField::what) != fields.end(); };
    if (refersTo(Broker) || refersTo(AnyChannel) || refersTo(Channel))
        return FaultGroup::Messages;
    if (refersTo(Store))
        return FaultGroup::Stores;
    if (fields.empty() || refersTo(Workload) || (refersTo(Flow) && !refersTo(Step)))
        return FaultGroup::Load;
    return spec::hasStrength(fault) ? FaultGroup::Slowness : FaultGroup::Processes;
}

std::vector<FaultOffer> faultOffersFor(const spec::Scenario& scenario, const ElementId& element)
{
    std::vector<FaultOffer> offers;
    for (const spec::CatalogueEntry& entry : spec::catalogue()) {
        if (entry.category == "faults")
            offers.push_back(offerOf(entry, scenario, element));
    }
    return offers;
}

std::vector<ElementId> faultTargets(const spec::Scenario& scenario)
{
    std::vector<ElementId> targets;
    const auto addAll = [&](ElementKind kind, const auto& parts) {
        for (const auto& part : parts)
            targets.push_back({kind, part.name});
    };
    addAll(ElementKind::Component, scenario.topology.components);
    addAll(ElementKind::Channel, scenario.topology.channels);
    addAll(ElementKind::Workload, scenario.workload);
    addAll(ElementKind::Flow, scenario.flows);
    addAll(ElementKind::Host, scenario.topology.hosts);
    addAll(ElementKind::Zone, scenario.topology.zones);
    addAll(ElementKind::Link, scenario.topology.links);
    return targets;
}

std::vector<FaultOffer> faultOffersAnywhere(const spec::Scenario& scenario, const std::optional<ElementId>& wanted)
{
    std::vector<ElementId> targets = faultTargets(scenario);
    if (wanted)
        targets.insert(targets.begin(), *wanted);
    std::vector<FaultOffer> offers;
    for (const spec::CatalogueEntry& entry : spec::catalogue()) {
        if (entry.category != "faults")
            continue;
        std::optional<FaultOffer> best;
        for (const ElementId& target : targets) {
            FaultOffer offer = offerOf(entry, scenario, target);
            const bool fits = offer.fault.has_value();
            if (!best || fits)
                best = std::move(offer);
            if (fits)
                break;
        }
        if (best)
            offers.push_back(*std::move(best));
    }
    return offers;
}

std::optional<FaultOffer> faultOfferFor(const spec::Scenario& scenario, const ElementId& element, std::string_view kind)
{
    const spec::CatalogueEntry* entry = spec::findInCatalogue(kind);
    if (entry == nullptr || entry->category != "faults")
        return std::nullopt;
    return offerOf(*entry, scenario, element);
}

}  // namespace stormglass::ui
