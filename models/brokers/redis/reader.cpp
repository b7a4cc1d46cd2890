// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/redis/reader.h"

#include "models/brokers/redis/group.h"

namespace stormglass::redis {

Reader::Reader(Server& server, Group& group, Consumer& client, HostId host)
    : m_server(server)
    , m_group(group)
    , m_client(&client)
    , m_host(host)
    , m_number(static_cast<std::uint32_t>(server.readers.size()))
{
    if (group.stream().settings.claimInterval > Duration{})
        claimLater();
}

void Reader::poll()
{
    if (m_client == nullptr || m_isReading)
        return;
    m_isReading = true;
    call();
}

void Reader::call()
{
    const auto read = [this, life = m_life] {
        if (life == m_life && m_server.master() != kNoNode)
            m_server.context.network.after(m_server.execute(), [this, life] {
                if (life == m_life)
                    m_group.read(*this);
            });
    };
    const auto again = [this, life = m_life](ParcelLoss) {
        m_server.context.network.after(m_server.settings.timeout, [this, life] {
            if (life == m_life)
                call();
        });
    };
    m_server.context.network.send(m_host, m_server.masterHost(), kSmallCommand, Breakable{read, again});
}

void Reader::answer(std::vector<std::uint64_t> tags, std::int64_t bytes) { send(std::move(tags), bytes, true); }

void Reader::claimed(std::vector<std::uint64_t> tags, std::int64_t bytes)
{
    if (!tags.empty())
        send(std::move(tags), bytes, false);
}

/// On its way from the master. What is in it stays pending whatever becomes of it.
struct Reader::Answer {
    Reader& reader;
    std::uint32_t life;
    bool isOfRead;
    std::vector<std::uint64_t> tags;

    void operator()() const
    {
        if (life != reader.m_life)
            return reader.noteComebacks(tags, RedeliveryCause::BrokerLost);
        if (isOfRead)
            reader.m_isReading = false;
        reader.received(tags);
    }
    void lost(ParcelLoss) const
    {
        reader.noteComebacks(tags, RedeliveryCause::AnswerLost);
        if (life == reader.m_life && isOfRead)
            reader.call();
    }
};

void Reader::send(std::vector<std::uint64_t> tags, std::int64_t bytes, bool isOfRead)
{
    m_server.context.network.send(m_server.masterHost(), m_host, bytes, Answer{*this, m_life, isOfRead, std::move(tags)});
}

void Reader::noteComebacks(const std::vector<std::uint64_t>& tags, RedeliveryCause cause)
{
    for (const std::uint64_t tag : tags)
        m_group.noteComeback(tag, cause);
}

void Reader::received(const std::vector<std::uint64_t>& tags)
{
    bool isEmpty = true;
    for (const std::uint64_t tag : tags) {
        Entry* const entry = m_group.find(tag);
        if (entry == nullptr || m_client == nullptr)
            continue;
        isEmpty = false;
        const bool isRedelivered = entry->deliveries > 1;
        if (isRedelivered)
            m_group.stream().probe->redelivered(entry->comeback.arrived());
        m_client->deliver({entry->message, tag, isRedelivered});
    }
    if (isEmpty)
        poll();  // others have what was in it
}

void Reader::settle(std::uint64_t tag, Settlement settlement)
{
    if (settlement == Settlement::Requeue)
        m_group.noteComeback(tag, RedeliveryCause::Rejected);
    const auto acknowledge = [this, tag, settlement] {
        if (m_server.master() != kNoNode)
            m_server.context.network.after(m_server.execute(), [this, tag, settlement] { m_group.settle(tag, settlement); });
        else
            m_group.noteComeback(tag, RedeliveryCause::BrokerLost);
    };
    const auto lose = [this, tag](ParcelLoss) { m_group.noteComeback(tag, RedeliveryCause::AnswerLost); };
    m_server.context.network.send(m_host, m_server.masterHost(), kSmallCommand, Breakable{acknowledge, lose});
}

void Reader::claimLater()
{
    m_server.context.network.after(m_group.stream().settings.claimInterval, [this] {
        if (m_client == nullptr)
            return;
        claimLater();
        m_server.context.network.send(m_host, m_server.masterHost(), kSmallCommand,
                                      Breakable{[this] {
                                                    if (m_server.master() != kNoNode && m_client != nullptr)
                                                        m_group.claim(*this);
                                                },
                                                [](ParcelLoss) { }});
    });
}

void Reader::detach()
{
    m_client = nullptr;
    ++m_life;
    m_group.forget(*this);
    m_group.left(*this);
}

void Reader::masterLost()
{
    ++m_life;
    m_group.forget(*this);
}

void Reader::masterThere()
{
    if (m_client != nullptr && m_isReading)
        call();
}

}  // namespace stormglass::redis
