// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/brokers/queue_setting.h"

#include <vector>

namespace stormglass::tests {

/// Three brokers (0 to 2), of which the first serves the topic, and three bookies (3 to 5), of which its ledger has the
/// first two.
struct PulsarSetting : QueueSetting {
    explicit PulsarSetting(const spec::PulsarTopic& topic = {}, const spec::PulsarSettings& settings = {})
        : QueueSetting(settings, topic, 6)
    {
    }

    /// One message a batch, so that each is an entry of its own.
    std::vector<const Confirm*> publishAll(std::uint64_t first, std::uint64_t last)
    {
        std::vector<const Confirm*> confirms;
        for (std::uint64_t key = first; key <= last; ++key) {
            confirms.push_back(&publish(key));
            world.runFor(2ms);
        }
        return confirms;
    }
    void crash(std::size_t node, bool isSilent = false) { world.broker->crashNode(node, isSilent); }
};

}  // namespace stormglass::tests
