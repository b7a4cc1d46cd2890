// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chaos/fault_offers.h"

#include "models/spec/catalogue.h"
#include "models/spec/fault_references.h"
#include "models/spec/faults/fault_scope.h"
#include "ui/chaos/offer_maker.h"

#include <algorithm>

namespace stormglass::ui {
namespace {

/// The first part that the kind hits; few kinds need other names as well, so these are looked for when nothing else is left.
std::optional<FaultOffer> firstOffer(OfferMaker& maker, const std::vector<ElementId>& targets, const std::optional<ElementId>& wanted)
{
    std::optional<FaultOffer> first;
    if (wanted)
        first = maker.make(*wanted, OfferMaker::Search::AllNames);
    for (const auto search : {OfferMaker::Search::NoNames, OfferMaker::Search::AllNames}) {
        for (const ElementId& target : targets) {
            if (first && first->fault)
                return first;
            FaultOffer offer = maker.make(target, search);
            if (!first || offer.fault)
                first = std::move(offer);
        }
    }
    return first;
}

std::vector<const spec::CatalogueEntry*> kindsOfFaults()
{
    std::vector<const spec::CatalogueEntry*> kinds;
    for (const spec::CatalogueEntry& entry : spec::catalogue()) {
        if (entry.category == "faults")
            kinds.push_back(&entry);
    }
    return kinds;
}

}  // namespace

std::string objectionTo(const spec::Fault& fault, const spec::Scenario& scenario)
{
    spec::FaultScope scope(scenario, {});
    const std::optional<Issue> found = objectionIn(scope, fault);
    return found ? found->message : std::string();
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
    OfferMaker maker(scenario);
    std::vector<FaultOffer> offers;
    for (const spec::CatalogueEntry* kind : kindsOfFaults()) {
        maker.turnTo(*kind);
        offers.push_back(maker.make(element, OfferMaker::Search::AllNames));
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
    OfferMaker maker(scenario);
    const std::vector<ElementId> targets = faultTargets(scenario);
    std::vector<FaultOffer> offers;
    for (const spec::CatalogueEntry* kind : kindsOfFaults()) {
        maker.turnTo(*kind);
        if (auto offer = firstOffer(maker, targets, wanted))
            offers.push_back(*std::move(offer));
    }
    return offers;
}

std::vector<FaultOffer> faultOffersOf(std::string_view kind, const spec::Scenario& scenario,
                                      const std::vector<ElementId>& elements)
{
    std::vector<FaultOffer> offers;
    const spec::CatalogueEntry* entry = spec::findInCatalogue(kind);
    if (entry == nullptr || entry->category != "faults")
        return offers;
    OfferMaker maker(scenario);
    maker.turnTo(*entry);
    for (const ElementId& element : elements)
        offers.push_back(maker.make(element, OfferMaker::Search::AllNames));
    return offers;
}

}  // namespace stormglass::ui
