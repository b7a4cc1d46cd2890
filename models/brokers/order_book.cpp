// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/order_book.h"

#include <algorithm>

namespace stormglass {

void OrderBook::note(std::uint32_t subscription, std::uint32_t key, SimTime publishedAt)
{
    auto found = std::ranges::find(m_subscribers, subscription, &Subscriber::subscription);
    if (found == m_subscribers.end())
        found = m_subscribers.insert(found, {subscription, {}});
    const std::size_t place = placeOfSharedKey(key);
    if (place >= found->newest.size())
        found->newest.resize(place + 1, kStartOfRun);
    SimTime& newest = found->newest[place];
    if (publishedAt < newest)
        ++m_overtaken;
    newest = std::max(newest, publishedAt);
}

}  // namespace stormglass
