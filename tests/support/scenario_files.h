// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The valid scenarios in the tree. A test that uses them defines STORMGLASS_SOURCE_DIR.
#pragma once

#include <QtTest>

#include <string>

namespace stormglass {

/// A small file that uses each part of the format at least once.
inline std::string everyPartFile() { return STORMGLASS_SOURCE_DIR "/tests/support/every_part.json"; }

inline QStringList scenarioFiles()
{
    QStringList files{QString::fromStdString(everyPartFile())};
    const QDir library(QStringLiteral(STORMGLASS_SOURCE_DIR "/scenarios/library"));
    for (const QString& name : library.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        files << library.filePath(name);
    return files;
}

/// One row for each file, in the column "file".
inline void addScenarioFiles()
{
    QTest::addColumn<QString>("file");
    for (const QString& file : scenarioFiles())
        QTest::newRow(qPrintable(QFileInfo(file).fileName())) << file;
}

}  // namespace stormglass
