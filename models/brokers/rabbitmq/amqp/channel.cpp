// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/amqp/channel.h"

#include <algorithm>

namespace stormglass::rabbitmq::amqp {

std::vector<HeldDelivery> Channel::take(std::uint64_t tag, bool isMultiple)
{
    std::vector<HeldDelivery> taken;
    const auto found = std::ranges::find(held, tag, &HeldDelivery::tag);
    if (found == held.end() && !(isMultiple && tag == 0))
        return taken;
    const auto end = found == held.end() ? found : std::next(found);
    const auto begin = isMultiple ? held.begin() : found;
    taken.assign(begin, end);
    held.erase(begin, end);
    return taken;
}

}  // namespace stormglass::rabbitmq::amqp
