// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/bench/measure.h"

#include "scenarios/worker_protocol.h"
#include "ui/run/issue_text.h"
#include "ui/run/transport_bar.h"
#include "ui/window/main_window.h"

#include <QtTest>

#include <algorithm>

#include <sys/resource.h>

namespace stormglass::ui::bench {
namespace {

constexpr int kPatience = 300'000;  // milliseconds
constexpr const char* kDesign = "orchestration";

struct Spent {
    double wall = 0;       ///< Seconds.
    double processor = 0;  ///< Of the worker.
};

double processorOfChildren()
{
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

spec::Scenario longOrderFlow(ScenarioDocument& document)
{
    if (!document.open(QStringLiteral(STORMGLASS_LIBRARY "/ecommerce-order-flow.json")).isEmpty())
        qFatal("no order flow");
    spec::Scenario scenario = document.scenario();
    scenario.run.duration = std::chrono::minutes{30};  // so long that what is done once, at both ends, is not what is measured
    return scenario;
}

Spent runAlone(const std::string& scenario)
{
    const double before = processorOfChildren();
    QElapsedTimer clock;
    clock.start();
    QProcess worker;
    worker.start(QStringLiteral(STORMGLASS_PROGRAM), {QStringLiteral("worker")});
    const std::string order = toLine(Order{RunOrder{.scenario = inOneLine(scenario), .design = kDesign, .chaos = {}, .figures = {}}});
    worker.write(order.data(), static_cast<qint64>(order.size()));
    worker.closeWriteChannel();
    worker.waitForFinished(kPatience);
    return {static_cast<double>(clock.elapsed()) / 1e3, processorOfChildren() - before};
}

Spent runWatched(MainWindow& window)
{
    const double before = processorOfChildren();
    QElapsedTimer clock;
    clock.start();
    window.transport().playAction()->trigger();
    if (!QTest::qWaitFor([&] { return window.session().result() != nullptr; }, kPatience))
        qFatal("the run does not end: %s", qPrintable(window.session().lastWords()));
    const double wall = static_cast<double>(clock.elapsed()) / 1e3;
    // the worker has been waited for when its time is known
    static_cast<void>(QTest::qWaitFor([&] { return processorOfChildren() > before + wall / 10; }, 2000));
    return {wall, processorOfChildren() - before};
}

}  // namespace

Measures measureWatching()
{
    constexpr int kPairs = 3;
    QTemporaryDir state;
    MainWindow window({QStringLiteral(STORMGLASS_PROGRAM), QDir(QStringLiteral(STORMGLASS_LIBRARY)), QDir(state.path())});
    window.resize(1600, 1000);
    window.show();
    const spec::Scenario scenario = longOrderFlow(window.document());
    window.document().start(scenario);
    window.transport().setDesign(QLatin1String(kDesign));
    window.transport().setPace(0);
    QTest::qWait(500);
    const std::string text = window.document().text();
    Spent alone{1e9, 1e9}, watched{1e9, 1e9};
    for (int pair = 0; pair < kPairs; ++pair) {  // others on the machine make runs slower, never faster: the least counts
        const Spent bare = runAlone(text);
        const Spent seen = runWatched(window);
        alone = {std::min(alone.wall, bare.wall), std::min(alone.processor, bare.processor)};
        watched = {std::min(watched.wall, seen.wall), std::min(watched.processor, seen.processor)};
    }
    const auto loss = [](double without, double with) { return 100 * (1 - without / with); };
    return {{QStringLiteral("speed that a watched run loses"), 10, loss(alone.wall, watched.wall), QStringLiteral("%"),
             alone.wall, QStringLiteral("seconds without the window")},
            {QStringLiteral("more work for its worker"), 10, loss(alone.processor, watched.processor), QStringLiteral("%"),
             alone.processor, QStringLiteral("seconds of the processor without")}};
}

}  // namespace stormglass::ui::bench
