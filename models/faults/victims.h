// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The instances that a fault hits, drawn by the seed where it does not hit all of them.
#pragma once

#include "models/run/model.h"
#include "models/spec/faults/victims.h"
#include "simcore/random/random_stream.h"

#include <functional>
#include <vector>

namespace stormglass {

/// Draws anew with each call. At least one.
[[nodiscard]] std::vector<Resident> drawVictims(const Model& model, const spec::Victims& settings, RandomStream& draws);
/// The same, among the instances of components of these kinds only.
[[nodiscard]] std::vector<Resident> drawVictims(const Model& model, const spec::Victims& settings,
                                                std::span<const std::string_view> kinds, RandomStream& draws);
/// The same, among those instances only of which \p isMeant is true.
[[nodiscard]] std::vector<Resident> drawVictims(const Model& model, const spec::Victims& settings, RandomStream& draws,
                                                const std::function<bool(const Resident&)>& isMeant);
/// Precondition: it is one of a station.
[[nodiscard]] Instance& instanceOf(Model& model, const Resident& victim);
/// Whether whole hosts are hit: their peers notice by silence.
[[nodiscard]] bool areWholeHosts(const Model& model, const spec::Victims& settings);

}  // namespace stormglass
