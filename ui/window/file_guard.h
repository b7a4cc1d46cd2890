// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Watches over the file of a document: others who write it, other windows that have it open.
#pragma once

#include "ui/document/scenario_document.h"

#include <QDir>
#include <QFileSystemWatcher>
#include <QLockFile>
#include <QTimer>

#include <memory>

namespace stormglass::ui {

class FileGuard final : public QObject {
    Q_OBJECT

public:
    /// Locks lie in \p folder, not beside the user's files.
    FileGuard(ScenarioDocument& document, QDir folder, QObject* parent = nullptr);

    /// Another window, of this program or another one, has the file open.
    [[nodiscard]] bool isSharedWithOthers() const { return m_isShared; }

Q_SIGNALS:
    void sharedWithOthers();
    /// Somebody else has written the file.
    void changedOnDisk();

private:
    void follow();
    void look();

    ScenarioDocument& m_document;
    const QDir m_folder;
    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
    QFileSystemWatcher m_watcher;
    QTimer m_settle;
    bool m_isShared = false;
};

}  // namespace stormglass::ui
