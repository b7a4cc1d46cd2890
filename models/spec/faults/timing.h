// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// When a fault happens, how often, and how it sets in.
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::spec {

/// One span (at, for), at an instant drawn by the seed (within), again and again (every, times), or coming and going by
/// itself (mean_up, mean_down). Faults with one start happen in parallel; "after" makes them a sequence, and its delay
/// is the pause between two of them (the serial, parallel and suspend nodes of a Chaos Mesh workflow; startAfter of AWS
/// FIS).
struct FaultTiming {
    Duration at{0};          ///< From the start of the run, warm-up included; with after: from the end of that fault.
    Duration lasting{0};     ///< Zero: until the end of the run.
    std::string after = {};  ///< Name of another fault.
    Duration within{0};      ///< The start is drawn uniformly from this span after "at".
    Duration every{0};       ///< From one start to the next; zero: only once.
    std::int64_t times = 0;  ///< How many, with every; zero: until the end of the run.
    Duration meanUp{0};      ///< With meanDown: the fault comes and goes within its span, exponentially (MTBF).
    Duration meanDown{0};    ///< Mean length of one spell (MTTR).
    bool isLive = false;     ///< Was injected by hand; replays at the beats of the run.
    Duration ramp{0};        ///< Grows to its full strength over this time; for faults that have a strength.
    bool operator==(const FaultTiming&) const = default;
};

/// The fields stand beside those of the fault, in the same object.
void describe(FieldVisitor& visit, FaultTiming& timing);

class FaultScope;
/// Times that contradict each other, or the run; \p hasStrength: the kind of fault can grow.
void checkTiming(const FaultTiming& timing, bool hasStrength, FaultScope& scope);

}  // namespace stormglass::spec
