// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chaos/offer_maker.h"

#include "models/spec/fault_references.h"
#include "models/spec/faults/faulty_ways.h"
#include "ui/document/element_edits.h"
#include "ui/document/references.h"

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr Duration kUsualLength = std::chrono::seconds{10};

/// The objection is to that very name, whatever else is named: checks pass over fields that are empty.
bool isToName(const Issue& objection, const ReferenceField& field)
{
    return objection.pointer == '/' + field.key + (field.isList ? "/0" : "");
}

}  // namespace

std::optional<Issue> objectionIn(spec::FaultScope& scope, const spec::Fault& fault)
{
    for (const ReferenceField& field : referenceFieldsOf(fault.settings)) {
        if (field.isRequired && field.isEmpty)
            return Issue{'/' + field.key, "it wants \"" + field.key + '"'};
    }
    scope.turnTo({});
    check(fault, scope);
    if (scope.issues().isEmpty())
        return std::nullopt;
    return scope.issues().list().front();
}

OfferMaker::OfferMaker(const spec::Scenario& scenario) : m_scenario(scenario), m_scope(scenario, {}), m_taken(namesIn(scenario)) { }

void OfferMaker::turnTo(const spec::CatalogueEntry& entry)
{
    m_fault = {.name = freeName(m_taken, std::string(entry.name)), .settings = *defaultFault(entry.name), .timing = {}};
    m_fault.timing.lasting = std::min(kUsualLength, m_scenario.run.duration + m_scenario.run.drain);
    m_offer = {.kind = entry.name, .help = entry.help, .group = groupOf(m_fault), .fault = std::nullopt};
    m_fields = referenceFieldsOf(m_fault.settings);
    m_candidates.clear();
}

const OfferMaker::Names& OfferMaker::names(spec::RefersTo what)
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

/// Of one field: all that it can name. To the network, places on the same hosts are one and the same.
std::vector<OfferMaker::Candidate>& OfferMaker::candidates(const ReferenceField& field)
{
    const auto [known, isNew] = m_candidates.try_emplace(field.key);
    if (!isNew)
        return known->second;
    const bool isOnWays = spec::waysOf(m_fault) != nullptr && field.what == spec::RefersTo::Place;
    std::set<std::vector<std::string>> hosts;
    for (const std::string& name : names(field.what)) {
        if (!isOnWays || hosts.insert(spec::hostsAt(m_scenario.topology, name)).second)
            known->second.push_back({name});
    }
    return known->second;
}

bool OfferMaker::isUnfit(Candidate& candidate, const ReferenceField& field)
{
    if (!candidate.isUnfit) {
        spec::Fault alone = m_fault;
        setReference(alone.settings, field.key, candidate.name);
        const std::optional<Issue> found = objectionIn(m_scope, alone);
        candidate.isUnfit = found && isToName(*found, field);
    }
    return *candidate.isUnfit;
}

/// What else must be named or last: the first that keeps nothing from being run. Returns the objection that is left.
std::string OfferMaker::fillTheRest(spec::Fault& fault, const ReferenceField& named, Search search)
{
    std::optional<Issue> found = objectionIn(m_scope, fault);
    if (!found)
        return {};
    if (isToName(*found, named))
        return found->message;
    if (fillLengths(fault, found) || (search == Search::AllNames && fillNames(fault)))
        return {};
    return found->message;
}

bool OfferMaker::fillLengths(spec::Fault& fault, std::optional<Issue>& found)
{
    spec::Fault longer = fault;
    for (std::size_t i = 0; setLength(longer.settings, i); longer = fault, ++i) {
        std::optional<Issue> other = objectionIn(m_scope, longer);
        if (!other) {
            fault = std::move(longer);
            return true;
        }
        found = std::move(other);
    }
    return false;
}

bool OfferMaker::fillNames(spec::Fault& fault)
{
    for (const ReferenceField& field : referenceFieldsOf(fault.settings)) {
        if (!field.isEmpty || field.what == spec::RefersTo::Event)
            continue;
        for (Candidate& candidate : candidates(field)) {
            if (isUnfit(candidate, field))
                continue;
            spec::Fault attempt = fault;
            setReference(attempt.settings, field.key, candidate.name);
            if (!objectionIn(m_scope, attempt)) {
                fault = std::move(attempt);
                return true;
            }
        }
    }
    return false;
}

FaultOffer OfferMaker::make(const ElementId& element, Search search)
{
    FaultOffer offer = m_offer;
    for (const ReferenceField& field : m_fields) {
        if (!canName(field, element))
            continue;
        spec::Fault attempt = m_fault;
        setReference(attempt.settings, field.key, element.name);
        std::string left = fillTheRest(attempt, field, search);
        if (left.empty()) {
            offer.fault = std::move(attempt);
            return offer;
        }
        if (offer.reason.empty())
            offer.reason = std::move(left);
    }
    if (offer.reason.empty())
        offer.reason = std::string("it does not hit a ") + wordOf(element.kind);
    return offer;
}

}  // namespace stormglass::ui
