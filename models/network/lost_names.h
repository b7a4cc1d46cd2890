// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Names of components that cannot be looked up.
#pragma once

#include "simcore/random/random_stream.h"

#include <string>
#include <vector>

namespace stormglass {

class Network;

/// A fault that some look-ups of a component's name fail.
struct LostName {
    std::string component;
    double share = 1;
    RandomStream draws;
};

/// The network asks here while there is any.
class LostNames {
public:
    explicit LostNames(Network& network) : m_network(network) { }

    /// It must be removed before it dies.
    void add(LostName& name);
    void remove(LostName& name);
    [[nodiscard]] bool isLost(const std::string& component);

private:
    Network& m_network;
    std::vector<LostName*> m_names;
};

}  // namespace stormglass
