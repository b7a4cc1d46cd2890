// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/file_guard.h"

#include <QCryptographicHash>

namespace stormglass::ui {
namespace {

constexpr int kSettleTime = 200;  // milliseconds: editors write a file in several steps

}  // namespace

FileGuard::FileGuard(ScenarioDocument& document, QDir folder, QObject* parent)
    : QObject(parent), m_document(document), m_folder(std::move(folder))
{
    m_folder.mkpath(QStringLiteral("."));
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleTime);
    connect(&m_settle, &QTimer::timeout, this, &FileGuard::look);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_document, &ScenarioDocument::fileChanged, this, &FileGuard::follow);
    follow();
}

void FileGuard::follow()
{
    if (m_path == m_document.filePath()) {
        if (!m_path.isEmpty())
            m_watcher.addPath(m_path);  // a file that was replaced is not watched any more
        return;
    }
    if (!m_watcher.files().isEmpty())
        m_watcher.removePaths(m_watcher.files());
    m_lock.reset();
    m_isShared = false;
    m_path = m_document.filePath();
    if (m_path.isEmpty())
        return;
    m_watcher.addPath(m_path);
    const QByteArray id = QCryptographicHash::hash(m_path.toUtf8(), QCryptographicHash::Sha1).toHex();
    m_lock = std::make_unique<QLockFile>(m_folder.absoluteFilePath(QString::fromLatin1(id) + QStringLiteral(".open")));
    m_lock->setStaleLockTime(0);
    m_isShared = !m_lock->tryLock(0);
    if (m_isShared)
        Q_EMIT sharedWithOthers();
}

void FileGuard::look()
{
    if (!m_path.isEmpty())
        m_watcher.addPath(m_path);
    if (m_document.hasFileChanged())
        Q_EMIT changedOnDisk();
}

}  // namespace stormglass::ui
