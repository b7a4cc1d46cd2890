// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/loss.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, Loss& loss)
{
    describe(visit, loss.ways);
    visit.ratio("loss", loss.loss,
                {.help = "Share of the packets (of up to 1448 bytes) that get lost.", .source = "Toxiproxy packet_loss: rate 0.1"});
    visit.ratio("correlation", loss.correlation,
                {.help = "Of one packet's loss with the next one's: losses come in bursts.",
                 .source = "Gilbert 1960, Capacity of a burst-noise channel", .max = 0.99});
}

void check(const Loss& loss, FaultScope& scope)
{
    checkWays(loss.ways, scope);
    if (loss.loss <= 0)
        scope.error("/loss", "the fault hits nothing: expected more than 0%");
}

std::string phraseOf(const Loss& loss)
{
    return phraseOf(loss.ways) + " lost " + percentToText(loss.loss) + " of its packets";
}

}  // namespace stormglass::spec
