// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Probes of a steady-state hypothesis with their tolerance, as lines of ours.
#pragma once

#include "scenarios/importers/import_context.h"

namespace stormglass {

/// Adds the lines that the probe stands for. With the provider "stormglass" it names a line, {"expect": "p99(order.ack) <
/// 800ms"}, or what is measured, {"measure": "p99(order.ack)"}, in the base unit of which the tolerance is: a number, two
/// bounds, or a range.
void readProbe(ImportContext& context, const Json& probe, const std::string& pointer,
               std::vector<spec::HypothesisLine>& lines);

}  // namespace stormglass
