// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/bandwidth.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

namespace stormglass::spec {

namespace {
constexpr std::string_view kChaosMesh = "Chaos Mesh, NetworkChaos: its example of a bandwidth of 1 Mbps";
}

void describe(FieldVisitor& visit, Bandwidth& bandwidth)
{
    describe(visit, bandwidth.ways);
    visit.bandwidth("rate", bandwidth.rate, {.help = "What each sending host may send at most.", .source = kChaosMesh, .min = 1});
    visit.bytes("limit", bandwidth.limit, {.help = "Bytes that may wait; more are lost and sent again.", .source = kChaosMesh, .min = 1500, .max = 1e12});
    visit.bytes("buffer", bandwidth.buffer, {.help = "Bytes that may go at once after a pause (the bucket).", .source = kChaosMesh, .min = 1, .max = 1e12});
}

void check(const Bandwidth& bandwidth, FaultScope& scope) { checkWays(bandwidth.ways, scope); }

std::string phraseOf(const Bandwidth& bandwidth)
{
    return phraseOf(bandwidth.ways) + " carried " + bandwidthToText(bandwidth.rate) + " at most";
}

}  // namespace stormglass::spec
