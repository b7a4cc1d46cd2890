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
#include <map>
#include <ranges>
#include <set>

namespace stormglass::ui {
namespace {

constexpr Duration kUsualLength = std::chrono::seconds{10};
/// Parts of one sort are much alike: what hits none of so many hits none at all, and a menu must not keep anybody waiting.
constexpr int kMostOfASort = 6;

/// Finds offers in one scenario.
class OfferMaker {
public:
    explicit OfferMaker(const spec::Scenario& scenario) : m_scenario(scenario), m_taken(namesIn(scenario)) { }

    [[nodiscard]] FaultOffer make(const spec::CatalogueEntry& entry, const ElementId& element);

private:
    [[nodiscard]] const std::vector<std::string>& names(spec::RefersTo what);
    [[nodiscard]] bool canName(const ReferenceField& field, const ElementId& element);
    [[nodiscard]] std::string fillTheRest(spec::Fault& fault);
    [[nodiscard]] bool fillNames(spec::Fault& fault);

    const spec::Scenario& m_scenario;
    const std::set<std::string> m_taken;
    std::map<spec::RefersTo, std::vector<std::string>> m_names;
};

const std::vector<std::string>& OfferMaker::names(spec::RefersTo what)
{
    const auto [known, isNew] = m_names.try_emplace(what);
    if (isNew)
        known->second = namesFor(m_scenario, what);
    return known->second;
}

/// A field of that sort can name the part. Stores and brokers are components of some kinds only.
bool OfferMaker::canName(const ReferenceField& field, const ElementId& element)
{
    if (!canRefer(field.what, element.kind))
        return false;
    if (field.what != spec::RefersTo::Store && field.what != spec::RefersTo::Broker)
        return true;
    return std::ranges::find(names(field.what), element.name) != names(field.what).end();
}

/// What else must be named: the first that keeps nothing from being run. Returns the objection that is left.
std::string OfferMaker::fillTheRest(spec::Fault& fault)
{
    std::string objection = objectionTo(fault, m_scenario);
    if (objection.empty())
        return {};
    spec::Fault longer = fault;
    for (std::size_t i = 0; setLength(longer.settings, i); longer = fault, ++i) {
        std::string other = objectionTo(longer, m_scenario);
        if (other.empty()) {
            fault = std::move(longer);
            return {};
        }
        objection = std::move(other);
    }
    return fillNames(fault) ? std::string() : objection;
}

bool OfferMaker::fillNames(spec::Fault& fault)
{
    for (const ReferenceField& field : referenceFieldsOf(fault.settings)) {
        if (!field.isEmpty || field.what == spec::RefersTo::Event)
            continue;
        for (const std::string& name : names(field.what) | std::views::take(kMostOfASort)) {
            spec::Fault attempt = fault;
            setReference(attempt.settings, field.key, name);
            if (objectionTo(attempt, m_scenario).empty()) {
                fault = std::move(attempt);
                return true;
            }
        }
    }
    return false;
}

FaultOffer OfferMaker::make(const spec::CatalogueEntry& entry, const ElementId& element)
{
    const spec::FaultSettings settings = *defaultFault(entry.name);
    spec::Fault fault{.name = freeName(m_taken, std::string(entry.name)), .settings = settings, .timing = {}};
    fault.timing.lasting = std::min(kUsualLength, m_scenario.run.duration + m_scenario.run.drain);
    FaultOffer offer{.kind = entry.name, .help = entry.help, .group = groupOf(fault), .fault = std::nullopt};
    for (const ReferenceField& field : referenceFieldsOf(settings)) {
        if (!canName(field, element))
            continue;
        spec::Fault attempt = fault;
        setReference(attempt.settings, field.key, element.name);
        std::string objection = fillTheRest(attempt);
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

/// The first few of each sort: of components those of one kind.
std::vector<ElementId> someOfEachSort(const spec::Scenario& scenario)
{
    std::map<std::string, std::string_view> kinds;
    for (const spec::Component& component : scenario.topology.components)
        kinds.emplace(component.name, spec::infoOf(component.settings).kind);
    std::map<std::pair<ElementKind, std::string_view>, int> counts;
    std::vector<ElementId> some;
    for (ElementId& target : faultTargets(scenario)) {
        const auto kind = target.kind == ElementKind::Component ? kinds.at(target.name) : std::string_view();
        if (counts[{target.kind, kind}]++ < kMostOfASort)
            some.push_back(std::move(target));
    }
    return some;
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
    OfferMaker maker(scenario);
    std::vector<FaultOffer> offers;
    for (const spec::CatalogueEntry& entry : spec::catalogue()) {
        if (entry.category == "faults")
            offers.push_back(maker.make(entry, element));
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
    std::vector<ElementId> targets = someOfEachSort(scenario);
    if (wanted)
        targets.insert(targets.begin(), *wanted);
    std::vector<FaultOffer> offers;
    for (const spec::CatalogueEntry& entry : spec::catalogue()) {
        if (entry.category != "faults")
            continue;
        std::optional<FaultOffer> best;
        for (const ElementId& target : targets) {
            FaultOffer offer = maker.make(entry, target);
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

std::vector<FaultOffer> faultOffersOf(std::string_view kind, const spec::Scenario& scenario,
                                      const std::vector<ElementId>& elements)
{
    std::vector<FaultOffer> offers;
    const spec::CatalogueEntry* entry = spec::findInCatalogue(kind);
    if (entry == nullptr || entry->category != "faults")
        return offers;
    OfferMaker maker(scenario);
    for (const ElementId& element : elements)
        offers.push_back(maker.make(*entry, element));
    return offers;
}

}  // namespace stormglass::ui
