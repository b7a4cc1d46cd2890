// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The program stormglass as a shell meets it.
#pragma once

#include <QtTest>

namespace stormglass::test {

/// The program of the same build.
[[nodiscard]] QString programPath();

struct Outcome {
    int exitCode = -1;  ///< -1: it crashed, or did not end within a minute.
    QByteArray output;  ///< What came on standard output.
    QByteArray errors;  ///< What came on standard error.
};

/// Runs a program in the folder until it ends.
[[nodiscard]] Outcome runOther(const QString& program, const QStringList& arguments, const QString& folder = {},
                               const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment());
/// Runs the program of the same build.
[[nodiscard]] Outcome run(const QStringList& arguments, const QString& folder = {},
                          const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment());

/// Writes a text into a folder and returns the path.
QString writeFile(const QString& folder, const QString& name, const QByteArray& text);
[[nodiscard]] QByteArray readFile(const QString& path);

/// Two services and a broker, two designs ("sync" and "events"), one expectation that holds.
[[nodiscard]] QByteArray smallShop();
/// The same with another expectation.
[[nodiscard]] QByteArray smallShopExpecting(const QByteArray& that);

}  // namespace stormglass::test
