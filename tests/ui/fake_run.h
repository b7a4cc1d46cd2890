// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs that are made up: frames without a simulation, and workers that do what a script says.
#pragma once

#include "models/results/frame.h"
#include "models/results/run_result.h"

#include <QPalette>
#include <QString>
#include <QTemporaryDir>

#include <string>
#include <vector>

namespace stormglass::ui {
class RunSession;
}

namespace stormglass::ui::test {

[[nodiscard]] results::Roster someRoster(std::size_t components = 12, std::size_t channels = 7);
/// The same number gives the same frame. Frames follow each other at the span; no figure is NaN.
[[nodiscard]] results::Frame someFrame(std::size_t number, double span, const results::Roster& roster);
/// With a fault from 2 s to 3 s, in the words of the engine.
[[nodiscard]] std::vector<results::Frame> someRun(std::size_t frames, double span, const results::Roster& roster);
[[nodiscard]] results::RunResult someResult(double seconds);
/// A small scenario as JSON text: 1 s of warm-up, 8 s of arrivals, 2 s of drain, one fault.
[[nodiscard]] std::string someScenario();

/// For pictures.
[[nodiscard]] QPalette darkPalette();

/// A program that takes the place of the worker.
class FakeWorker {
public:
    /// \p script is for sh; "$1" is "worker", and the working folder holds the files that write() made.
    explicit FakeWorker(const QByteArray& script);

    [[nodiscard]] QString program() const;
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    void write(const QString& name, const std::string& content) const;
    /// "roster" and "frames" and "result": lines of a run.
    void writeRun(std::size_t frames, double span) const;

private:
    QTemporaryDir m_folder;
};

/// A script that plays the files of writeRun() and then waits.
inline constexpr const char* kWholeRun = "read order; cat roster frames result; while read more; do :; done\n";
/// The same without a result: the run is under way.
inline constexpr const char* kEndlessRun = "read order; cat roster frames; while read more; do :; done\n";
/// Starts the session, and comes back when it has ended or has as many frames.
void play(RunSession& session, std::size_t frames);

}  // namespace stormglass::ui::test
