// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ties a run to the document and to what shows it.
#pragma once

#include "ui/document/scenario_document.h"
#include "ui/run/run_session.h"
#include "ui/run/wiring_client.h"

namespace stormglass::ui {

class DiagramView;
class NoticeBar;
class TransportBar;

/// The window's run is that of the chosen design. The diagram shows its wiring, and while there is a run, what the run
/// shows at the moment that is shown.
class RunControl final : public QObject {
    Q_OBJECT

public:
    struct Parts {
        ScenarioDocument& document;
        RunSession& session;
        WiringClient& wiring;
        TransportBar& transport;
        DiagramView& view;
        NoticeBar& notices;
    };

    explicit RunControl(Parts parts, QObject* parent = nullptr);

    /// Begins a run of the scenario as it is now; tells why when it cannot be run.
    void start(bool isPaused);
    /// The same for a variant of it: as JSON text.
    void startWith(const std::string& scenario, bool isPaused);
    /// Empty: the diagram shows what is written.
    void showWiringOf(const QString& design);
    /// Breaks something now if a run is under way.
    void inject(const std::string& fault);

Q_SIGNALS:
    void problemsWanted();
    /// The diagram has turned to another design by itself.
    void wiringShown(const QString& design);

private:
    void takeDocument();
    void askForWiring();
    void tellFailure(const QString& why);

    Parts m;
    QString m_shownDesign;
};

/// Simulated seconds of arrivals and drain.
[[nodiscard]] double lengthOf(const spec::Scenario& scenario);

}  // namespace stormglass::ui
