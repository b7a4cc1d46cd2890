// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/bench/measure.h"

#include "scenarios/scenario_writer.h"
#include "ui/canvas/diagram_view.h"
#include "ui/window/main_window.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <cstdio>

namespace stormglass::ui::bench {
namespace {

/// Calls back once, right after its widget was painted first.
class FirstPicture final : public QObject {
public:
    FirstPicture(QWidget& widget, std::function<void()> then) : m_then(std::move(then)) { widget.installEventFilter(this); }

private:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint && !std::exchange(m_isThere, true))
            QTimer::singleShot(0, this, m_then);
        return QObject::eventFilter(watched, event);
    }

    std::function<void()> m_then;
    bool m_isThere = false;
};

void tellAndEnd()
{
    std::puts("visible");
    std::fflush(stdout);
    std::_Exit(0);
}

/// Milliseconds from the start of this program until it says that its window is there.
double timeUntilShown(const QString& mode)
{
    return middleWait(5, [&](int) {
        QProcess program;
        program.start(QCoreApplication::applicationFilePath(), {mode});
        program.waitForReadyRead(30'000);
        if (!program.readAllStandardOutput().contains("visible"))
            qFatal("the window does not appear: %s", program.readAllStandardError().constData());
        program.waitForFinished();
    });
}

double timeToOpen(const spec::Scenario& scenario)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("grid.json"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no room for a scenario");
    file.write(QByteArray::fromStdString(toFileText(toJson(scenario))));
    file.close();
    MainWindow window({QStringLiteral(STORMGLASS_PROGRAM), QDir(QStringLiteral(STORMGLASS_LIBRARY)), QDir(folder.path())});
    window.show();
    QTest::qWait(50);
    return middleTime(3, [&](int) {
        bool isPainted = false;
        window.openFile(path);
        const FirstPicture picture(*window.view().viewport(), [&] { isPainted = true; });
        window.view().viewport()->update();
        while (!isPainted)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    });
}

double timeToParse(const spec::Scenario& scenario)
{
    const QByteArray text = QByteArray::fromStdString(toFileText(toJson(scenario)));
    return middleTime(5, [&](int) {
        if (QJsonDocument::fromJson(text).isNull())
            qFatal("no JSON");
    });
}

}  // namespace

int showAndTell(bool isEmpty)
{
    if (isEmpty) {
        QMainWindow window;
        auto* middle = new QWidget;
        window.setCentralWidget(middle);
        const FirstPicture picture(*middle, tellAndEnd);
        window.show();
        return QApplication::exec();
    }
    applyScheme(Preferences::read().scheme);
    QTemporaryDir state;
    MainWindow window({QStringLiteral(STORMGLASS_PROGRAM), QDir(QStringLiteral(STORMGLASS_LIBRARY)), QDir(state.path())});
    const FirstPicture picture(*window.view().viewport(), tellAndEnd);
    window.show();
    window.beginSession();
    return QApplication::exec();
}

Measures measureOpening()
{
    const spec::Scenario placed = grid(1000, 32);
    const double parsing = timeToParse(placed);
    return {{QStringLiteral("from the start until the window is there"), 1000, timeUntilShown(QStringLiteral("--show")),
             QStringLiteral("ms"), timeUntilShown(QStringLiteral("--show-empty")), QStringLiteral("an empty Qt window")},
            {QStringLiteral("a scenario of 1,000 nodes opens"), 1000, timeToOpen(placed), QStringLiteral("ms"), parsing,
             QStringLiteral("its JSON read by Qt")},
            {QStringLiteral("the same, when nobody has placed the nodes"), 1000, timeToOpen(grid(1000, 32, false)),
             QStringLiteral("ms"), parsing, QStringLiteral("its JSON read by Qt")}};
}

}  // namespace stormglass::ui::bench
