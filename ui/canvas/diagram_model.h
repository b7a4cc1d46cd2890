// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a diagram shows, as plain values: made from a scenario, compared to find what has changed.
#pragma once

#include "models/results/frame.h"
#include "ui/document/connection_list.h"

#include <QString>

namespace stormglass::ui {

/// A line by its ends and its kind; links and workloads also by their name.
struct EdgeId {
    Connection::Kind kind = Connection::Kind::Call;
    ElementId from;
    ElementId to;
    std::string name = {};
    auto operator<=>(const EdgeId&) const = default;
};

/// A component or a channel.
struct DiagramNode {
    enum class Shape { Service, Client, External, Store, Broker, Topic, Queue };
    ElementId id;
    Shape shape = Shape::Service;
    std::string category;
    QString icon;
    QString title;
    QString subtitle;
    QString badge;                          ///< "×3" instances; empty: one, or none of its own.
    std::vector<std::string> hosts;         ///< Where it runs, if that is more than one host.
    std::int64_t lanes = 0;                 ///< Partitions of a topic.
    std::string broker;                     ///< Of a channel.
    std::optional<ElementId> container;     ///< The innermost that holds all its hosts.
    bool isDerived = false;                 ///< A design made it: it is shown, but not in the scenario.
    bool operator==(const DiagramNode&) const = default;
};

/// A zone or a host.
struct DiagramContainer {
    ElementId id;
    std::optional<ElementId> parent;  ///< Of a host: its zone.
    QString subtitle;
    bool operator==(const DiagramContainer&) const = default;
};

struct DiagramEdge {
    EdgeId id;
    QString label;
    bool isRemovable = false;
    bool operator==(const DiagramEdge&) const = default;
};

struct DiagramModel {
    std::vector<DiagramNode> nodes;
    std::vector<DiagramContainer> containers;  ///< Zones, then hosts.
    std::vector<DiagramEdge> edges;
    bool operator==(const DiagramModel&) const = default;
};

/// With a wiring, its edges and channels take the place of those that the scenario says.
[[nodiscard]] DiagramModel makeDiagram(const spec::Scenario& scenario, const results::WiringView* wiring = nullptr);

}  // namespace stormglass::ui
