// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/chunk_store.h"

namespace stormglass::ui {

void ChunkStore::append(const QByteArray& bytes)
{
    constexpr int kFast = 1;
    const QByteArray packed = qCompress(bytes, kFast);
    Place place;
    const bool hasRoom = m_inMemory + packed.size() <= m_memoryLimit;
    // With a full disk memory is what is left.
    if (hasRoom || !writeToDisk(packed, place)) {
        place.bytes = packed;
        m_inMemory += packed.size();
    }
    m_places.push_back(std::move(place));
}

bool ChunkStore::writeToDisk(const QByteArray& bytes, Place& place)
{
    if (m_file == nullptr)
        m_file = std::make_unique<QTemporaryFile>();
    if (!m_file->isOpen() && !m_file->open())
        return false;
    place.offset = m_onDisk;
    place.length = bytes.size();
    if (!m_file->seek(place.offset) || m_file->write(bytes) != bytes.size() || !m_file->flush())
        return false;
    m_onDisk += bytes.size();
    return true;
}

QByteArray ChunkStore::read(std::size_t number) const
{
    const Place& place = m_places.at(number);
    if (!place.bytes.isEmpty())
        return qUncompress(place.bytes);
    if (!m_file->seek(place.offset))
        return {};
    const QByteArray packed = m_file->read(place.length);
    return packed.size() == place.length ? qUncompress(packed) : QByteArray();
}

}  // namespace stormglass::ui
