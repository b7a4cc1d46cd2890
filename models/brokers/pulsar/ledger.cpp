// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pulsar/ledger.h"

#include "models/brokers/pulsar/partition.h"

#include <algorithm>
#include <bit>

namespace stormglass::pulsar {
namespace {

/// WaitTimeAfterLedgerCreationFailureMs (ManagedLedgerImpl.java).
constexpr Duration kAfterFailedCreation = std::chrono::seconds{10};

std::uint32_t bit(std::uint32_t position) { return std::uint32_t{1} << position; }

}  // namespace

HostId Ledger::host() const { return m_partition.host(); }

void Ledger::add(Batch& batch)
{
    if (!m_isOpen)
        create();
    ++batch.writing;
    m_pending.pushBack({.batch = &batch});
    if (!m_isOpen) {
        fail();
        return;
    }
    if (m_isCreating)
        return;
    const std::uint64_t entry = m_firstPending + m_pending.size() - 1;
    const auto size = static_cast<std::uint32_t>(m_ensembles.back().bookies.size());
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(m_cluster.settings.writeQuorum); ++i)
        if (const auto position = static_cast<std::uint32_t>((entry + i) % size); (m_changing & bit(position)) == 0)
            write(entry, position);
}

void Ledger::start()
{
    std::vector<std::uint32_t> ensemble;
    while (ensemble.size() < static_cast<std::size_t>(m_cluster.settings.ensembleSize))
        ensemble.push_back(findBookie(host(), ensemble));
    begin(m_firstPending, std::move(ensemble));
    m_id = m_cluster.nextLedgerId++;
    m_isOpen = true;
}

void Ledger::create()
{
    if (m_cluster.now() < m_notBefore)
        return;
    m_isOpen = true;
    m_isCreating = true;
    m_cluster.context.network.after(m_cluster.metadataTime(), [this, number = m_number] {
        if (m_isCreating && number == m_number)
            created();
    });
}

void Ledger::created()
{
    std::vector<std::uint32_t> ensemble;
    const auto size = static_cast<std::size_t>(m_cluster.settings.ensembleSize);
    while (ensemble.size() < size) {
        const std::uint32_t next = findBookie(host(), ensemble);
        if (next == kNoNode) {
            m_notBefore = m_cluster.now() + kAfterFailedCreation;
            fail();
            return;
        }
        ensemble.push_back(next);
    }
    begin(m_firstPending, std::move(ensemble));
    m_id = m_cluster.nextLedgerId++;
    m_isCreating = false;
    for (std::uint64_t entry = m_firstPending; entry < m_firstPending + m_pending.size(); ++entry)
        for (std::uint32_t position = 0; position < size; ++position)
            if (isIn(entry, position))
                write(entry, position);
}

/// Those that nobody needs any more are forgotten.
void Ledger::begin(std::uint64_t firstEntry, std::vector<std::uint32_t> bookies)
{
    while (m_ensembles.size() > 1 && m_ensembles[1].firstEntry <= m_partition.first())
        m_ensembles.erase(m_ensembles.begin());
    if (!m_ensembles.empty() && m_ensembles.back().firstEntry == firstEntry)
        m_ensembles.pop_back();
    m_unanswered.resize(bookies.size());
    m_ensembles.push_back({firstEntry, std::move(bookies)});
}

bool Ledger::isIn(std::uint64_t entry, std::size_t position) const
{
    const std::size_t size = m_ensembles.back().bookies.size();
    return (position + size - entry % size) % size < static_cast<std::size_t>(m_cluster.settings.writeQuorum);
}

/// From the partition's own bookie on, so that partitions begin with different ones.
std::uint32_t Ledger::findBookie(HostId client, const std::vector<std::uint32_t>& butNot) const
{
    const auto count = static_cast<std::uint32_t>(m_cluster.bookies.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t bookie = (m_partition.topic.index + m_partition.index + i) % count;
        if (std::ranges::find(butNot, bookie) == butNot.end() && m_cluster.bookies[bookie]->takesWrites()
            && m_cluster.context.network.areConnected(client, m_cluster.bookies[bookie]->host))
            return bookie;
    }
    return kNoNode;
}

bool Ledger::canBeAsked(HostId client, std::uint32_t bookie) const
{
    return m_cluster.bookies[bookie]->givesReads() && m_cluster.context.network.areConnected(client, m_cluster.bookies[bookie]->host);
}

bool Ledger::canOpen(HostId client) const
{
    std::vector<std::uint32_t> ensemble;
    while (ensemble.size() < static_cast<std::size_t>(m_cluster.settings.ensembleSize)) {
        const std::uint32_t next = findBookie(client, ensemble);
        if (next == kNoNode)
            return false;
        ensemble.push_back(next);
    }
    if (m_ensembles.empty())
        return true;
    // Of each set of bookies that an entry may be on so many must answer that no ack quorum is among the others
    // (BookKeeper, LedgerRecoveryOp).
    const std::vector<std::uint32_t>& last = m_ensembles.back().bookies;
    for (std::size_t first = 0; first < last.size(); ++first) {
        std::int64_t silent = 0;
        for (std::int64_t i = 0; i < m_cluster.settings.writeQuorum; ++i)
            silent += canBeAsked(client, last[(first + static_cast<std::size_t>(i)) % last.size()]) ? 0 : 1;
        if (silent >= m_cluster.settings.ackQuorum)
            return false;
    }
    return true;
}

Duration Ledger::recoveryTime(HostId client) const
{
    Duration longest{};
    if (!m_ensembles.empty())
        for (const std::uint32_t bookie : m_ensembles.back().bookies)
            if (canBeAsked(client, bookie))
                longest = std::max(longest, m_cluster.way(client, m_cluster.bookies[bookie]->host));
    return 4 * longest;
}

Ledger::Pending Ledger::take()
{
    const Pending pending = m_pending.takeFront();
    --pending.batch->writing;
    return pending;
}

void Ledger::open()
{
    ++m_number;
    std::uint32_t lost = 0;
    for (std::size_t left = m_pending.size(); left > 0; --left) {
        const Pending pending = take();
        lost += pending.copies == 0 ? 1 : 0;
        if (lost == 0) {
            ++m_firstPending;
            m_partition.stored(*pending.batch, pending.copies, false);
        } else {
            m_partition.dropped(*pending.batch);
        }
    }
    m_notBefore = {};
    m_isOpen = false;
    create();
}

void Ledger::close()
{
    m_isOpen = false;
    m_isCreating = false;
    m_changing = 0;
    m_silence.cancel();
    std::ranges::fill(m_unanswered, Unanswered{});
}

void Ledger::write(std::uint64_t entry, std::uint32_t position)
{
    Unanswered& unanswered = m_unanswered[position];
    if (unanswered.count++ == 0) {
        unanswered.since = m_cluster.now();
        m_silence.by(m_cluster.now() + m_cluster.settings.addEntryTimeout);
    }
    const std::uint32_t number = m_ensembles.back().bookies[position];
    Bookie& bookie = *m_cluster.bookies[number];
    const std::int64_t bytes = kSmallFrame + m_pending[entry - m_firstPending].batch->bytes;
    const Bookie::Write write{this, m_id, m_number, entry, position, number};
    m_cluster.context.network.send(host(), bookie.host, bytes,
                                   Breakable{[&bookie, write, bytes] { bookie.write(write, bytes); },
                                             [this, number, ledger = m_number](ParcelLoss) {
                                                 if (m_isOpen && ledger == m_number)
                                                     bookieFailed(number);
                                             }});
}

void Ledger::persisted(const Bookie::Write& write, HostId bookie)
{
    if (write.number != m_number)
        return;
    // In the position that it was in, there may be another bookie by now.
    const Ensemble& ensemble = ensembleOf(write.entry);
    if (ensemble.bookies[write.position] != write.bookie)
        return;
    if (write.entry < m_firstPending)
        m_partition.hasGot(write.entry, bit(write.position));
    else if (write.entry - m_firstPending < m_pending.size())
        m_pending[write.entry - m_firstPending].copies |= bit(write.position);
    m_cluster.context.network.send(bookie, host(), kSmallFrame, [this, write] { answered(write); });
}

void Ledger::refuseLater(const Bookie::Write& write, HostId bookie)
{
    m_cluster.context.network.send(bookie, host(), kSmallFrame, [this, write] {
        if (m_isOpen && write.number == m_number)
            bookieFailed(write.bookie);
    });
}

void Ledger::answered(const Bookie::Write& write)
{
    if (!m_isOpen || write.number != m_number || m_ensembles.back().bookies[write.position] != write.bookie)
        return;
    Unanswered& unanswered = m_unanswered[write.position];
    if (unanswered.count > 0) {
        --unanswered.count;
        unanswered.since = m_cluster.now();
    }
    if (write.entry < m_firstPending)
        return;
    Pending& pending = m_pending[write.entry - m_firstPending];
    pending.answered |= bit(write.position);
    confirmInOrder();
}

void Ledger::confirmInOrder()
{
    while (!m_pending.empty() && m_changing == 0
           && std::popcount(m_pending.front().answered) >= static_cast<int>(m_cluster.settings.ackQuorum)) {
        const Pending pending = take();
        ++m_firstPending;
        m_partition.stored(*pending.batch, pending.copies, true);
    }
}

bool Ledger::hasInEnsemble(std::uint32_t bookie) const
{
    return m_isOpen && !m_isCreating && std::ranges::find(m_ensembles.back().bookies, bookie) != m_ensembles.back().bookies.end();
}

void Ledger::bookieFailed(std::uint32_t bookie)
{
    if (!hasInEnsemble(bookie))
        return;
    std::vector<std::uint32_t> ensemble = m_ensembles.back().bookies;
    const std::uint32_t other = findBookie(host(), ensemble);
    if (other == kNoNode) {
        fail();
        return;
    }
    const auto position = static_cast<std::uint32_t>(std::ranges::find(ensemble, bookie) - ensemble.begin());
    ensemble[position] = other;
    begin(m_firstPending, std::move(ensemble));
    m_unanswered[position] = {};
    for (std::size_t i = 0; i < m_pending.size(); ++i) {
        m_pending[i].copies &= ~bit(position);
        m_pending[i].answered &= ~bit(position);
    }
    m_changing |= bit(position);
    m_cluster.context.network.after(m_cluster.metadataTime(), [this, position, other, number = m_number] {
        if (m_isOpen && number == m_number && m_ensembles.back().bookies[position] == other)
            replaced(position);
    });
}

/// The metadata store knows.
void Ledger::replaced(std::uint32_t position)
{
    m_changing &= ~bit(position);
    for (std::uint64_t entry = m_firstPending; entry < m_firstPending + m_pending.size(); ++entry)
        if (isIn(entry, position))
            write(entry, position);
    confirmInOrder();
}

/// There are not enough bookies.
void Ledger::fail()
{
    ++m_number;
    close();
    for (std::size_t left = m_pending.size(); left > 0; --left)
        m_partition.refused(*take().batch);
}

void Ledger::someAreSilent()
{
    for (std::uint32_t position = 0; position < m_unanswered.size() && m_isOpen; ++position)
        if (m_unanswered[position].count > 0 && m_unanswered[position].since + m_cluster.settings.addEntryTimeout <= m_cluster.now())
            bookieFailed(m_ensembles.back().bookies[position]);
    for (const Unanswered& unanswered : m_unanswered)
        if (unanswered.count > 0)
            m_silence.by(unanswered.since + m_cluster.settings.addEntryTimeout);
}

void Ledger::bookieRestarted(std::uint32_t bookie)
{
    if (!hasInEnsemble(bookie))
        return;
    const auto& ensemble = m_ensembles.back().bookies;
    if (m_unanswered[static_cast<std::size_t>(std::ranges::find(ensemble, bookie) - ensemble.begin())].count > 0)
        bookieFailed(bookie);
}

void Ledger::reachChanged()
{
    if (!m_isOpen || m_isCreating)
        return;
    for (const std::uint32_t bookie : std::vector<std::uint32_t>(m_ensembles.back().bookies))
        if (m_cluster.context.network.connection(host(), m_cluster.bookies[bookie]->host) == Reach::Refused)
            bookieFailed(bookie);
}

const Ledger::Ensemble& Ledger::ensembleOf(std::uint64_t entry) const
{
    auto at = m_ensembles.end() - 1;
    while (at->firstEntry > entry && at != m_ensembles.begin())
        --at;
    return *at;
}

std::uint32_t Ledger::bitOf(std::uint64_t entry, std::uint32_t bookie) const
{
    const std::vector<std::uint32_t>& bookies = ensembleOf(entry).bookies;
    const auto found = std::ranges::find(bookies, bookie);
    return found == bookies.end() ? 0 : bit(static_cast<std::uint32_t>(found - bookies.begin()));
}

std::uint32_t Ledger::findReader(std::uint64_t entry, std::uint32_t copies) const
{
    const std::vector<std::uint32_t>& bookies = ensembleOf(entry).bookies;
    for (std::uint32_t position = 0; position < bookies.size(); ++position)
        if ((copies & bit(position)) != 0 && canBeAsked(host(), bookies[position]))
            return bookies[position];
    return kNoNode;
}

bool Ledger::isReadable(std::uint64_t entry, std::uint32_t copies) const { return findReader(entry, copies) != kNoNode; }

HostId Ledger::readerFor(std::uint64_t entry, std::uint32_t copies) const { return m_cluster.bookies[findReader(entry, copies)]->host; }

void Ledger::bookieLostPower(std::uint32_t bookie)
{
    if (m_ensembles.empty())
        return;
    const std::uint32_t lost = bitOf(m_firstPending, bookie);
    for (std::size_t i = 0; i < m_pending.size(); ++i)
        m_pending[i].copies &= ~lost;
}

void Ledger::clear()
{
    m_pending.clear();
    m_silence.cancel();
}

}  // namespace stormglass::pulsar
