// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/amqp/confirms.h"

#include <algorithm>
#include <utility>

namespace stormglass::rabbitmq::amqp {

void Confirms::expect(std::uint64_t number, std::set<QueueId> queues)
{
    if (queues.empty())
        m_confirmed.push_back(number);
    else
        m_open.emplace(number, std::move(queues));
}

void Confirms::answer(std::uint64_t number, QueueId queue, bool isAccepted)
{
    const auto found = m_open.find(number);
    if (found == m_open.end())
        return;
    found->second.erase(queue);
    if (isAccepted && !found->second.empty())
        return;
    (isAccepted ? m_confirmed : m_rejected).push_back(number);
    m_open.erase(found);
}

void Confirms::rejectAllOf(QueueId queue)
{
    std::vector<std::uint64_t> numbers;
    for (const auto& [number, queues] : m_open)
        if (queues.contains(queue))
            numbers.push_back(number);
    for (const std::uint64_t number : numbers)
        answer(number, queue, false);
}

void Confirms::flush(const Send& send)
{
    const std::vector<std::uint64_t> confirmed = std::exchange(m_confirmed, {});
    const std::vector<std::uint64_t> rejected = std::exchange(m_rejected, {});
    if (confirmed.size() == 1)
        send(true, confirmed.front(), false);
    else if (!confirmed.empty())
        coalesce(true, confirmed, rejected, send);
    if (!rejected.empty())  // even a single one carries the flag (recording 04-07)
        coalesce(false, rejected, confirmed, send);
}

void Confirms::coalesce(bool isAck, std::vector<std::uint64_t> numbers, const std::vector<std::uint64_t>& others, const Send& send)
{
    std::ranges::sort(numbers);
    std::uint64_t end = m_open.empty() ? numbers.back() + 1 : m_open.begin()->first;
    for (const std::uint64_t other : others)
        end = std::min(end, other);
    const auto single = std::ranges::lower_bound(numbers, end);
    if (single != numbers.begin())
        send(isAck, *std::prev(single), true);
    for (auto number = single; number != numbers.end(); ++number)
        send(isAck, *number, false);
}

}  // namespace stormglass::rabbitmq::amqp
