// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What travels with a message besides its body: its properties, and where it has died (x-death).
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/rabbitmq/amqp/message.h"
#include "models/spec/components/rabbitmq.h"
#include "simcore/random/random_streams.h"

#include <map>

namespace stormglass::rabbitmq {

class Queue;
using amqp::DeathReason;

/// What the publisher has said of it, and what dead-lettering has made of that.
struct Properties {
    std::optional<Duration> expiration{};
    std::uint8_t priority = 0;
    std::string routingKey{};  ///< Empty: the name of its event.
    amqp::Table headers{};
    bool operator==(const Properties&) const = default;
};

/// An entry of x-death. What the header tells besides is not needed here.
struct QueueDeath {
    const Queue* queue = nullptr;
    DeathReason reason = DeathReason::Rejected;
    std::int64_t count = 1;
};

/// Messages that have the same properties and died the same deaths share one envelope, so that a message needs no more
/// memory for it than a number (Message::envelope). 0 is that of a message without properties that has not died.
class Envelopes {
public:
    using Number = std::uint16_t;

    Envelopes();

    /// Of a message that has not died.
    [[nodiscard]] Number numberOf(const Properties& properties);
    [[nodiscard]] const Properties& properties(Number envelope) const { return m_properties[m_envelopes[envelope].properties]; }
    /// Envelopes with the same properties have the same class; classes are counted from 0.
    [[nodiscard]] std::size_t classOf(Number envelope) const { return m_envelopes[envelope].properties; }
    /// The latest in front.
    [[nodiscard]] const std::vector<QueueDeath>& deaths(Number envelope) const { return m_envelopes[envelope].deaths; }
    /// How often it has died in that queue.
    [[nodiscard]] std::int64_t deathsIn(const Queue& queue, Number envelope) const;

    /// Of the dead letter: without its expiration (rabbit_dead_letter, "per-message TTL is removed"), with that routing key,
    /// if there is one. A count stays at kMostDeaths; a letter that would need the 65,537th envelope keeps the one it has.
    [[nodiscard]] Number afterDeath(Number envelope, const Queue& queue, DeathReason reason, const std::string& routingKey);

    static constexpr std::int64_t kMostDeaths = 1000;

private:
    using Death = std::tuple<const Queue*, DeathReason>;
    struct Envelope {
        std::size_t properties = 0;
        std::vector<QueueDeath> deaths{};
        std::map<Death, Number> after{};
    };

    [[nodiscard]] std::size_t classFor(const Properties& properties);

    std::vector<Properties> m_properties;
    std::vector<Envelope> m_envelopes;
};

/// What publishers say of the messages that they send to one exchange.
class Stationery {
public:
    /// \p eventNames: by EventTypeId; outlives this, as does \p envelopes.
    Stationery(std::vector<spec::RabbitmqProperties> properties, Envelopes& envelopes, const std::vector<std::string>& eventNames,
               RandomStream luck);

    /// Drawn where an entry is for a share of the messages only.
    [[nodiscard]] Envelopes::Number envelopeFor(const Message& message);

private:
    const std::vector<spec::RabbitmqProperties> m_settings;
    std::vector<Envelopes::Number> m_numbers;  // of m_settings
    const std::vector<std::string>& m_eventNames;
    RandomStream m_luck;
};

}  // namespace stormglass::rabbitmq
