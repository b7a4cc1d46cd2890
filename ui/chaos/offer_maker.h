// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Trials of a kind of fault on the parts of a scenario.
#pragma once

#include "models/spec/catalogue.h"
#include "models/spec/faults/fault_scope.h"
#include "ui/chaos/fault_fields.h"
#include "ui/chaos/fault_offers.h"

#include <map>
#include <set>

namespace stormglass::ui {

/// What keeps the fault from being run; nothing: it can be. Pointers begin at the fault.
[[nodiscard]] std::optional<Issue> objectionIn(spec::FaultScope& scope, const spec::Fault& fault);

/// Finds offers in one scenario, of one kind of fault at a time. All parts are tried, so what a trial has told is not asked again.
class OfferMaker final {
public:
    /// How far a trial goes for what else must be named.
    enum class Search { NoNames, AllNames };

    /// The scenario outlives it.
    explicit OfferMaker(const spec::Scenario& scenario);

    /// The kind that is tried from now on.
    void turnTo(const spec::CatalogueEntry& entry);
    [[nodiscard]] FaultOffer make(const ElementId& element, Search search);

private:
    /// A name that a field could hold, and what is known of it alone.
    struct Candidate {
        std::string name;
        std::optional<bool> isUnfit = {};
    };
    using Names = std::vector<std::string>;

    [[nodiscard]] const Names& names(spec::RefersTo what);
    [[nodiscard]] bool canName(const ReferenceField& field, const ElementId& element);
    [[nodiscard]] std::string fillTheRest(spec::Fault& fault, const ReferenceField& named, Search search);
    [[nodiscard]] bool fillLengths(spec::Fault& fault, std::optional<Issue>& objection);
    [[nodiscard]] bool fillNames(spec::Fault& fault);
    [[nodiscard]] std::vector<Candidate>& candidates(const ReferenceField& field);
    [[nodiscard]] bool isUnfit(Candidate& candidate, const ReferenceField& field);

    const spec::Scenario& m_scenario;
    spec::FaultScope m_scope;
    const std::set<std::string> m_taken;
    std::map<spec::RefersTo, Names> m_names;
    // Of the present kind:
    spec::Fault m_fault;
    FaultOffer m_offer;
    std::vector<ReferenceField> m_fields;
    std::map<std::string, std::vector<Candidate>> m_candidates;  ///< By field.
};

}  // namespace stormglass::ui
