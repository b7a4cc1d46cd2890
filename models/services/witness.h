// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sees who sends to whom, and which instances come and go, in a run that somebody watches.
#pragma once

#include "models/results/frame.h"
#include "simcore/base/time.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace stormglass {

/// An instance that went down or came up.
struct InstanceChange {
    SimTime at{};
    std::uint32_t component = 0;  ///< Its place in the roster.
    std::size_t instance = 0;
    bool isUp = false;
};

/// Names parts by their places in the roster: components first, then channels. A run without one does not count.
class Witness {
public:
    Witness(const std::vector<std::string>& components, const std::vector<std::string>& channels);

    /// Before the run. Preconditions: there is such a part.
    [[nodiscard]] std::uint32_t placeOf(const std::string& component) const { return m_components.at(component); }
    [[nodiscard]] std::uint32_t placeOfChannel(const std::string& channel) const { return m_channels.at(channel); }

    /// A request, message or query, and not its answer.
    void sent(std::uint32_t from, std::uint32_t to)
    {
        std::uint32_t& count = m_counts[from * m_size + to];
        if (count++ == 0)
            m_touched.push_back(static_cast<std::uint32_t>(&count - m_counts.data()));
    }
    void changed(const InstanceChange& change) { m_changes.push_back(change); }

    /// What was seen since the last call.
    [[nodiscard]] std::vector<results::Traffic> takeTraffic();
    [[nodiscard]] std::vector<InstanceChange> takeChanges();

private:
    std::unordered_map<std::string, std::uint32_t> m_components;
    std::unordered_map<std::string, std::uint32_t> m_channels;
    std::size_t m_size;                    // of components and channels
    std::vector<std::uint32_t> m_counts;   // by pair
    std::vector<std::uint32_t> m_touched;  // pairs that are not 0
    std::vector<InstanceChange> m_changes;
};

}  // namespace stormglass
