// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pieces of bytes that are written once and read again at random: compressed, and beyond a limit on disk.
#pragma once

#include <QByteArray>
#include <QTemporaryFile>

#include <memory>
#include <vector>

namespace stormglass::ui {

class ChunkStore {
public:
    explicit ChunkStore(qint64 memoryLimit) : m_memoryLimit(memoryLimit) { }

    /// Its number is the count of those before it.
    void append(const QByteArray& bytes);
    /// Empty if the disk no longer gives it.
    [[nodiscard]] QByteArray read(std::size_t number) const;
    [[nodiscard]] qint64 bytesInMemory() const { return m_inMemory; }
    [[nodiscard]] qint64 bytesOnDisk() const { return m_onDisk; }

private:
    struct Place {
        QByteArray bytes;  ///< Empty: on disk.
        qint64 offset = 0;
        qint64 length = 0;
    };

    [[nodiscard]] bool writeToDisk(const QByteArray& bytes, Place& place);

    qint64 m_memoryLimit;
    qint64 m_inMemory = 0;
    qint64 m_onDisk = 0;
    std::vector<Place> m_places;
    std::unique_ptr<QTemporaryFile> m_file;
};

}  // namespace stormglass::ui
