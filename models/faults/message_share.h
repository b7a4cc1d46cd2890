// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What all faults of messages have in common: which messages they hit.
#pragma once

#include "models/brokers/message_faults.h"
#include "models/faults/active_fault.h"
#include "models/faults/channel_targets.h"

#include <functional>

namespace stormglass {

/// Whether a message is hit depends on its transaction and its event only: one that is published again meets the same
/// luck.
class MessageShare final : public ActiveFault, private MessageFault {
public:
    struct Choice {
        double share = 0;
        std::int64_t nth = 0;  ///< Every nth instead, in the order in which they are published; 0: the share.
    };
    using Hit = std::function<void(Publishing&)>;

    MessageShare(Model& model, const spec::MessageTarget& target, Choice choice, RandomStream draws, Hit hit);

    void begin(Model& model) override;
    void end(Model& model) override;
    void setStrength(Model&, double strength) override { m_strength = strength; }

private:
    void meddle(Publishing& publishing) override;
    [[nodiscard]] bool isChosen(const Message& message);

    const std::vector<ChannelRuntime*> m_channels;
    const EventFilter m_events;
    const Choice m_choice;
    const RandomStream m_draws;
    const Hit m_hit;
    double m_strength = 1;
    std::int64_t m_seen = 0;  // since the last one that was hit
};

}  // namespace stormglass
