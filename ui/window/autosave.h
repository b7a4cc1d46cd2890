// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keeps what was not saved yet, so that a crash costs seconds of work.
#pragma once

#include "ui/document/scenario_document.h"

#include <QDir>
#include <QLockFile>
#include <QTimer>

#include <memory>
#include <optional>

namespace stormglass::ui {

/// What somebody left behind who did not get to save it.
struct Rescued {
    QString path;  ///< The file that was being edited; empty: it had none.
    std::string text;
    QDateTime at;
    QString kept;  ///< Where it lies; to be given to Autosave::discard().
};

/// One file per document in \p folder, beside a lock that is held while its window lives.
class Autosave final : public QObject {
    Q_OBJECT

public:
    static constexpr int kDelay = 2000;  ///< Milliseconds after the last change.

    Autosave(ScenarioDocument& document, const QDir& folder, QObject* parent = nullptr);
    /// An orderly end: nothing is left behind.
    ~Autosave() override;

    /// Writes at once what is not saved.
    void writeNow();

    /// What windows that did not end in order have left there, the newest first.
    [[nodiscard]] static std::vector<Rescued> findRescued(const QDir& folder);
    static void discard(const Rescued& rescued);

private:
    [[nodiscard]] QString filePath() const;

    ScenarioDocument& m_document;
    const QDir m_folder;
    const QString m_id;
    std::unique_ptr<QLockFile> m_lock;
    QTimer m_timer;
};

}  // namespace stormglass::ui
