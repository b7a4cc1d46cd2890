// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be done to a part of the scenario: a menu for the diagram and for the timeline.
#pragma once

#include "ui/chaos/fault_offers.h"

#include <QMenu>

#include <functional>

namespace stormglass::ui {

class RunSession;
class ScenarioDocument;

/// Every fault of the catalogue that hits the part, by what it works on; what does not apply stands in a menu of its own
/// with its reason. Injected faults that last can be mended.
class FaultMenu final : public QMenu {
    Q_OBJECT

public:
    /// With a session whose run is under way, faults are injected into it; otherwise they are planned for \p moment.
    FaultMenu(ScenarioDocument& document, RunSession* session, const ElementId& element, double moment,
              QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<FaultOffer>& offers() const { return m_offers; }
    [[nodiscard]] bool isLive() const;

Q_SIGNALS:
    /// The user wants it at once: as JSON in the words of "chaos". The session has it already.
    void injected(const std::string& fault);
    /// It is in the scenario.
    void planned(const std::string& name);

private:
    void addMending();
    void addGroups();
    void addNotFitting();
    void ask(const FaultOffer& offer);

    ScenarioDocument& m_document;
    RunSession* m_session;
    const ElementId m_element;
    const double m_moment;
    std::vector<FaultOffer> m_offers;
};

/// The scenario with the faults that a run has got by hand, so that names and checks know them.
[[nodiscard]] spec::Scenario withInjected(const spec::Scenario& scenario, const RunSession* session);
/// As one JSON object in the words of "chaos".
[[nodiscard]] std::string faultText(const spec::Fault& fault);
/// Every kind of fault, aimed at \p wanted where that is possible and at the first part that it hits otherwise; take() gets
/// the one that is chosen.
void fillAddMenu(QMenu& menu, const spec::Scenario& scenario, const std::optional<ElementId>& wanted,
                 std::function<void(const spec::Fault&)> take);

}  // namespace stormglass::ui
