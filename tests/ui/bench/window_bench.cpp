// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// stormglass-window-bench [diagram|opening|watching|scrubbing]...: what the window promises, measured. Ends with 1 if a promise
// is not kept.
#include "tests/ui/bench/measure.h"

#include "ui/window/main_window.h"

#include <QApplication>
#include <QFile>
#include <QSettings>
#include <QStandardPaths>

#include <cmath>
#include <cstdio>

namespace stormglass::ui::bench {
namespace {

void print(const Measure& measure)
{
    QString line = QStringLiteral("%1  %2 %3  %4")
                       .arg(measure.what, -52)
                       .arg(QStringLiteral("%1 %2").arg(measure.measured, 0, 'f', measure.measured < 100 ? 1 : 0).arg(measure.unit), 10)
                       .arg(QStringLiteral("of %1").arg(measure.limit, 0, 'f', 0), 9)
                       .arg(measure.isKept() ? QStringLiteral("kept  ") : QStringLiteral("MISSED"));
    if (!std::isnan(measure.floor))
        line += QStringLiteral("  %1: %2").arg(measure.floorIs).arg(measure.floor, 0, 'f', 1);
    std::puts(qPrintable(line));
    std::fflush(stdout);
}

int measureAll(const QStringList& wanted)
{
    struct Part {
        const char* name;
        Measures (*measure)();
    };
    static constexpr Part kParts[] = {{"diagram", measureDiagram}, {"opening", measureOpening}, {"watching", measureWatching},
                                      {"scrubbing", measureScrubbing}};
    QFile load(QStringLiteral("/proc/loadavg"));
    if (load.open(QIODevice::ReadOnly))
        std::printf("load of the machine before: %s", load.readAll().constData());
    bool areKept = true;
    for (const Part& part : kParts) {
        if (!wanted.isEmpty() && !wanted.contains(QLatin1String(part.name)))
            continue;
        for (const Measure& measure : part.measure()) {
            print(measure);
            areKept = areKept && measure.isKept();
        }
    }
    return areKept ? 0 : 1;
}

}  // namespace
}  // namespace stormglass::ui::bench

int main(int argc, char** argv)
{
    using namespace stormglass::ui;
    const QString mode = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString();
    if (mode == QStringLiteral("worker"))
        return bench::playLongRun();
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");  // painted by software
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Stormglass benchmarks"));
    if (mode == QStringLiteral("--show") || mode == QStringLiteral("--show-empty"))
        return bench::showAndTell(mode == QStringLiteral("--show-empty"));
    QSettings().clear();
    Preferences{.showsTour = false}.write();
    applyScheme(Preferences::Scheme::Light);
    return bench::measureAll(QCoreApplication::arguments().mid(1));
}
