// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Figures that others have published of real systems, and what the models say to them.
#pragma once

#include "simcore/base/result.h"
#include "tests/validation/scenario_figures.h"

#include <optional>

namespace stormglass {

/// How near a simulated figure must come.
enum class AcceptanceClass {
    Exact,       ///< A closed form or a law: 5 %.
    Calibrated,  ///< Parameters are fitted on the rows marked as calibration, others predicted: throughput 15 %, latency 25 %.
    Shape,       ///< Sign, order, existence.
};

/// One published figure. Its value is that of a metric of one run, or the ratio of two; times a scale.
struct PublishedFigure {
    std::string what;
    std::string value;                 ///< "run: subject.metric"
    std::string over;                  ///< The same, or empty.
    double scale = 1;
    std::string unit;
    std::optional<double> published;   ///< Absent: a shape.
    std::optional<double> atLeast;     ///< A shape holds between these.
    std::optional<double> atMost;
    std::string publishedText;         ///< Of a shape: what was published, in words.
    bool isLatency = false;
    bool isCalibration = false;
    bool isOnlyReported = false;
    std::string reason;                ///< Why it is not met; empty: it must be.
};

struct PublishedRun {
    std::string name;
    std::string scenario;              ///< A path, seen from the list of cases.
    std::vector<std::string> overrides;
};

struct PublishedCase {
    std::string title;
    std::string source;
    AcceptanceClass kind = AcceptanceClass::Exact;
    std::string fitted;                ///< Which parameters have been fitted, and to what.
    int replications = 1;              ///< Of each run; the mean is compared.
    std::vector<PublishedRun> runs;
    std::vector<PublishedFigure> figures;
};

/// Everything that is wrong with the list is told in the message, with its place.
[[nodiscard]] Result<std::vector<PublishedCase>> readPublishedCases(const std::string& path);

enum class Verdict { Met, Calibration, Reported, NotMet, NotMetWithReason, MetAgainstReason };

struct JudgedFigure {
    const PublishedCase* of = nullptr;
    const PublishedFigure* figure = nullptr;
    double simulated = 0;
    double deviation = 0;  ///< Of the published one; 0 for a shape.
    Verdict verdict = Verdict::NotMet;
};

/// Runs what the case needs. Its list must outlive what is returned. Fails when a run does, or a metric is not there.
[[nodiscard]] Result<std::vector<JudgedFigure>> judge(const PublishedCase& published, const std::string& folder);

/// A figure is as the list says it is: nothing to mend.
[[nodiscard]] bool isAsSaid(Verdict verdict);

}  // namespace stormglass
