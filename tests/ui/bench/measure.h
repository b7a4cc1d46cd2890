// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window promises, what it takes, and what the same would take without the window.
#pragma once

#include "models/spec/scenario.h"

#include <QString>

#include <functional>
#include <limits>
#include <vector>

namespace stormglass::ui::bench {

struct Measure {
    QString what;
    double limit = 0;
    double measured = 0;
    QString unit;
    /// The least that it can take: the same work done by hand, without what the window adds. NaN: there is none.
    double floor = std::numeric_limits<double>::quiet_NaN();
    QString floorIs = {};

    [[nodiscard]] bool isKept() const { return measured <= limit; }
};

using Measures = std::vector<Measure>;

/// Pictures of the diagram, and its menus.
[[nodiscard]] Measures measureDiagram();
/// The start of the program, and the opening of files.
[[nodiscard]] Measures measureOpening();
/// What a watched run loses.
[[nodiscard]] Measures measureWatching();
/// Jumping about in a recorded run of eight hours.
[[nodiscard]] Measures measureScrubbing();

// --- what the program does when it is started by itself ---

/// Shows a window, says so as soon as it is painted, and ends.
int showAndTell(bool isEmpty);
/// Takes the place of the worker, and plays eight hours that are made up.
int playLongRun();

// --- shared ---

/// Services in rows, each of which calls the next and the one below. Unplaced: nobody has arranged them.
[[nodiscard]] spec::Scenario grid(int count, int columns, bool isPlaced = true);

/// Milliseconds of the processor, so that others on the machine do not count; the middle one of many.
[[nodiscard]] double middleTime(int rounds, const std::function<void(int round)>& step);
/// Milliseconds of the clock on the wall, the middle one.
[[nodiscard]] double middleWait(int rounds, const std::function<void(int round)>& step);

}  // namespace stormglass::ui::bench
