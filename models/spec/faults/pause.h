// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/victims.h"

namespace stormglass::spec {

/// Freezes processes: SIGSTOP, a garbage collection that stops the world, a virtual machine that gets no time.
///
/// Work stands still and goes on afterwards with what is left of it. Connections stay open: what arrives waits in the
/// sockets, and nothing is answered. Timers whose time has passed go off when the process goes on, but an answer that
/// has come in the meantime is read before they are looked at. A consumer keeps what it has and is silent, so its broker
/// takes it for dead when the timeouts of its manual are over. A process that is killed while it is paused and started
/// again is a new one, and not paused. The node of a broker is modelled as one that has vanished and comes back with
/// what it had. Not modelled: an MQTT broker, whose connections would survive a short pause.
/// Sources: Antithesis hang and thread pause, VOPR pause and unpause, JVM stop-the-world pauses.
struct Pause {
    static constexpr std::string_view kKind = "pause";
    static constexpr std::string_view kHelp = "Freezes instances (SIGSTOP, GC pause, stalled VM): nothing is answered, connections stay open.";
    static constexpr bool kHasStrength = false;
    static constexpr std::string_view kVictimKinds[]
        = {"gateway", "service", "orchestrator", "external", "stream-processor", "read-model", "dashboard", "pager", "database", "cache",
           "columnar-store", "time-series-store", "event-store", "kafka", "nats", "pulsar", "rabbitmq", "redis"};
    Victims victims;
    bool operator==(const Pause&) const = default;
};

void describe(FieldVisitor& visit, Pause& pause);
void check(const Pause& pause, FaultScope& scope);
/// "payment was paused"
[[nodiscard]] std::string phraseOf(const Pause& pause);

}  // namespace stormglass::spec
