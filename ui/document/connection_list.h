// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who is connected to whom, as the scenario says it: by programs, subscriptions, flows, workloads and links.
#pragma once

#include "ui/document/element_id.h"

namespace stormglass::ui {

struct Connection {
    enum class Kind {
        Call,      ///< Waits for the answer; also the request of a flow on its way in.
        Send,
        Publish,   ///< To a channel; from a channel: its dead letters.
        Deliver,   ///< From a channel.
        Store,
        Step,      ///< A step of a flow waits for another one.
        Workload,
        Link       ///< Between zones or hosts.
    };
    Kind kind = Kind::Call;
    ElementId from;
    ElementId to;
    std::string label;           ///< Operations, flows or names, divided by ", ".
    std::string name = {};       ///< Of a link or a workload.
    bool isRemovable = true;     ///< By itself; the way of a flow's request is not.

    bool operator==(const Connection&) const = default;
};

/// "calls", "publishes to", ... for people.
[[nodiscard]] const char* wordOf(Connection::Kind kind);

/// One for each pair of ends and kind, in a fixed order. Ends that do not exist have none.
[[nodiscard]] std::vector<Connection> connectionsOf(const spec::Scenario& scenario);

/// Takes away whatever makes that connection. Precondition: it is removable.
void removeConnection(spec::Scenario& scenario, const Connection& connection);

}  // namespace stormglass::ui
