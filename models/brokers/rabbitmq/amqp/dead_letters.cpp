// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/amqp/dead_letters.h"

namespace stormglass::rabbitmq::amqp {

namespace {

/// What it was published with, then the keys of its CC header; those of BCC are not told.
std::vector<std::string> toldRoutingKeys(const Message& message)
{
    std::vector<std::string> keys{message.routingKeys.front()};
    const Value* const copies = findField(message.headers, "CC");
    const Array* const list = copies == nullptr ? nullptr : std::get_if<Array>(&copies->content);
    for (const Value& key : list == nullptr ? Array{} : *list)
        if (const std::string* text = key.text())
            keys.push_back(*text);
    return keys;
}

}  // namespace

MessagePointer makeDeadLetter(const Message& message, DeathReason reason, const DeadLetterTarget& target,
                              const std::string& queue, bool isReadBack)
{
    auto letter = std::make_shared<Message>(message);
    Death death{.queue = queue, .reason = reason, .exchange = message.exchange, .routingKeys = toldRoutingKeys(message)};
    if (!isReadBack)
        death.originalExpiration = message.expiration;
    if (!letter->firstDeath)
        letter->firstDeath = death;
    countDeath(letter->deaths, std::move(death));
    letter->exchange = target.exchange;
    letter->expiration.reset();
    if (target.routingKey) {
        letter->routingKeys = {*target.routingKey};
        letter->headers.erase("CC");
    }
    return letter;
}

}  // namespace stormglass::rabbitmq::amqp
