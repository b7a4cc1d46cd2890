// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// stormglass-gui [FILE]: the window.
#include "ui/window/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace {

/// Installed beside this program, or in the build tree of both.
QString findProgram()
{
    const QDir folder(QCoreApplication::applicationDirPath());
    for (const char* relative : {"stormglass", "../stormglass"}) {
        const QString path = folder.absoluteFilePath(QString::fromLatin1(relative));
        if (QFileInfo(path).isExecutable() && QFileInfo(path).isFile())
            return QDir::cleanPath(path);
    }
    return QStringLiteral("stormglass");
}

QString findScenarios()
{
    const QDir folder(QCoreApplication::applicationDirPath());
    for (const char* relative : {STORMGLASS_SCENARIOS_FROM_PROGRAM, "../../../../scenarios/library"}) {
        const QString path = folder.absoluteFilePath(QString::fromLatin1(relative));
        if (QFileInfo(path).isDir())
            return QDir::cleanPath(path);
    }
    return {};
}

}  // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Stormglass"));
    QApplication::setOrganizationName(QStringLiteral("Stormglass"));
    QApplication::setApplicationVersion(QStringLiteral(STORMGLASS_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "Draws, runs, breaks and compares event-driven architectures."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("file"), QCoreApplication::translate("main", "A scenario to open."), QStringLiteral("[file]"));
    parser.process(application);

    stormglass::ui::applyScheme(stormglass::ui::Preferences::read().scheme);
    const QDir state(QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + QStringLiteral("/windows"));
    stormglass::ui::MainWindow window({findProgram(), findScenarios(), state});
    if (!parser.positionalArguments().isEmpty())
        window.openFile(parser.positionalArguments().constFirst());
    window.show();
    window.beginSession();
    return QApplication::exec();
}
