// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who can pass a failure on to whom: calls, messages, stores, hosts, steps of flows.
#pragma once

#include "models/results/cascade.h"
#include "models/run/model.h"

#include <map>
#include <string>
#include <vector>

namespace stormglass {

/// A component, a channel or a flow.
struct ImpactNode {
    results::SubjectKind kind = results::SubjectKind::Component;
    std::string name;
    auto operator<=>(const ImpactNode&) const = default;
};

/// Impact goes both ways along an edge: a dead callee fails its callers, a slow caller starves its callees.
class ImpactGraph {
public:
    struct Neighbour {
        ImpactNode node;
        results::ImpactPath by = results::ImpactPath::Call;
    };

    /// Of a design as it was compiled.
    explicit ImpactGraph(const Model& model);

    [[nodiscard]] std::vector<ImpactNode> nodes() const;
    /// In order of kind and name. Empty for a node that nobody knows.
    [[nodiscard]] const std::vector<Neighbour>& neighboursOf(const ImpactNode& node) const;

private:
    class Reader;

    void connect(const ImpactNode& a, const ImpactNode& b, results::ImpactPath by);

    std::map<ImpactNode, std::vector<Neighbour>> m_neighbours;
};

}  // namespace stormglass
