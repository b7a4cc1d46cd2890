// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What faults have done up to a moment of a run.
#pragma once

#include "models/results/cascade.h"
#include "models/results/frame.h"

#include <QString>

#include <vector>

namespace stormglass::ui {

class RunSession;

/// In the order in which the faults began; hits and breaches after the moment are left out. While the run goes on, what
/// became of flows is not known yet.
[[nodiscard]] std::vector<results::Cascade> cascadesAt(const RunSession& session, double seconds);
/// Of impacts alone.
[[nodiscard]] std::vector<results::Cascade> cascadesOf(const std::vector<results::Impact>& impacts, double until);
/// What became of the flows is known.
[[nodiscard]] bool isJudged(const results::Cascade& cascade);

/// As lines for people, or for a document.
[[nodiscard]] QString toText(const std::vector<results::Cascade>& cascades);
[[nodiscard]] QString toMermaidText(const std::vector<results::Cascade>& cascades, const std::string& design);
/// "latency, backlog"
[[nodiscard]] QString limitWords(const results::Hit& hit);
/// "by a call from order-service"
[[nodiscard]] QString pathWords(const results::Hit& hit);

}  // namespace stormglass::ui
