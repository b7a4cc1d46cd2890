// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ui_screenshots FOLDER: pictures of the window in its key states, light and dark, for the documentation.
#include "ui/canvas/diagram_view.h"
#include "ui/compare/compare_view.h"
#include "ui/compare/matrix_view.h"
#include "ui/compare/statistics_panel.h"
#include "ui/look/theme.h"
#include "ui/run/run_session.h"
#include "ui/run/transport_bar.h"
#include "ui/window/file_actions.h"
#include "ui/window/guided_tour.h"
#include "ui/window/main_window.h"

#include <QDockWidget>
#include <QtTest>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace stormglass;
using namespace stormglass::ui;

namespace {

constexpr int kPatience = 900'000;  // milliseconds

struct Shot {
    const char* name;
    std::function<void(MainWindow&)> prepare;
};

void settle() { QTest::qWait(400); }

/// Runs the scenario at full pace to its end, then shows a moment of it.
void runTo(MainWindow& window, const char* design, double moment)
{
    window.transport().setDesign(QString::fromLatin1(design));
    window.transport().setPace(0);
    window.transport().playAction()->trigger();
    const bool hasEnded = QTest::qWaitFor([&] { return window.session().result() != nullptr; }, kPatience);
    if (!hasEnded)
        qFatal("the run does not end: %s", qPrintable(window.session().lastWords()));
    window.session().showAt(moment);
}

const std::vector<Shot>& shots()
{
    static const std::vector<Shot> all{
        {"draw", [](MainWindow& window) {
             window.selection().set({{ElementKind::Component, "payment-service"}});
             window.showPanel("problems");
         }},
        {"run", [](MainWindow& window) {
             runTo(window, "choreography", 40);
             window.showPanel("charts");
         }},
        {"break", [](MainWindow& window) {
             runTo(window, "choreography", 66);
             window.showPanel("charts");
         }},
        {"cascade", [](MainWindow& window) {
             runTo(window, "sync", 66);
             window.showPanel("cascade");
         }},
        {"events", [](MainWindow& window) {
             runTo(window, "sync", 60);
             window.showPanel("events");
         }},
        {"trace", [](MainWindow& window) {
             runTo(window, "orchestration", 60);
             window.showPanel("trace");
         }},
        {"results", [](MainWindow& window) {
             runTo(window, "orchestration", 120);
             window.showPanel("results");
         }},
        {"flow", [](MainWindow& window) { window.showPanel("flow"); }},
        {"timeline", [](MainWindow& window) { window.showPanel("chaos"); }},
        {"json", [](MainWindow& window) {
             window.selection().set({{ElementKind::Component, "kafka"}});
             window.showPanel("json");
         }},
        {"compare", [](MainWindow& window) {
             window.showPage(1);
             window.compare().setPace(0);
             window.compare().start();
             const auto haveEnded = [&] {
                 return std::ranges::all_of(window.compare().sessions(), [](RunSession* run) { return run->result() != nullptr; });
             };
             if (window.compare().sessions().empty() || !QTest::qWaitFor(haveEnded, kPatience))
                 qFatal("the compared runs do not end");
             for (RunSession* run : window.compare().sessions())
                 run->showAt(66);
         }},
        {"statistics", [](MainWindow& window) {
             window.showPage(1);
             QSignalSpy arrived(&window.compare().statistics(), &StatisticsPanel::reportArrived);
             window.compare().showStatistics();
             window.compare().statistics().start();
             if (!arrived.wait(kPatience))
                 qFatal("no comparison");
         }},
        {"matrix", [](MainWindow& window) {
             window.showPage(2);
             QSignalSpy arrived(&window.matrix(), &MatrixView::matrixArrived);
             window.document().edit(QStringLiteral("shorten"), [](spec::Scenario& scenario) {
                 scenario.run.duration = std::chrono::seconds{20};  // hundreds of runs
                 scenario.run.warmUp = std::chrono::seconds{5};
                 scenario.run.drain = std::chrono::seconds{30};
                 scenario.chaos.clear();
                 scenario.expect.clear();
             });
             window.matrix().start();
             if (!arrived.wait(kPatience))
                 qFatal("no matrix");
         }},
        {"tour", [](MainWindow& window) { window.startTour(); }},
    };
    return all;
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: ui_screenshots FOLDER [NAME]...\n");
        return 2;
    }
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Stormglass screenshots"));
    QSettings().clear();
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    folder.mkpath(QStringLiteral("."));
    const QStringList wanted = QCoreApplication::arguments().mid(2);
    for (const Preferences::Scheme scheme : {Preferences::Scheme::Light, Preferences::Scheme::Dark}) {
        applyScheme(scheme);
        for (const Shot& shot : shots()) {
            if (!wanted.isEmpty() && !wanted.contains(QString::fromLatin1(shot.name)))
                continue;
            QTemporaryDir state;
            MainWindow window({QStringLiteral(STORMGLASS_PROGRAM), QDir(QStringLiteral(STORMGLASS_LIBRARY)), QDir(state.path())});
            window.resize(1600, 1000);
            window.show();
            window.files().startFrom(QStringLiteral(STORMGLASS_LIBRARY "/ecommerce-order-flow.json"));
            settle();
            shot.prepare(window);
            settle();
            const QString name = QStringLiteral("%1-%2.png").arg(QString::fromLatin1(shot.name),
                                                                 scheme == Preferences::Scheme::Dark ? QStringLiteral("dark")
                                                                                                     : QStringLiteral("light"));
            if (!window.grab().save(folder.filePath(name)))
                return 1;
            std::printf("%s\n", qPrintable(folder.filePath(name)));
            std::fflush(stdout);
        }
    }
    return 0;
}
