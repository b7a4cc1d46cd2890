// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a design makes of a scenario, asked of a worker, for who draws it.
#pragma once

#include "models/results/frame.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <optional>
#include <string>

namespace stormglass::ui {

class WorkerProcess;

/// Only the newest question matters: while one is being answered, a newer one takes the place of those that wait.
class WiringClient final : public QObject {
    Q_OBJECT

public:
    explicit WiringClient(QString program, QObject* parent = nullptr);
    ~WiringClient() override;

    /// wired() or refused() follows, at once if the answer is known. \p scenario is JSON text.
    void ask(const std::string& scenario, const std::string& design);
    /// What is known already; null: nothing.
    [[nodiscard]] const results::WiringView* find(const std::string& scenario, const std::string& design) const;

Q_SIGNALS:
    void wired(const results::WiringView& wiring);
    /// The scenario cannot be wired as it is.
    void refused(const std::string& design, const QString& why);

private:
    struct Question {
        std::string scenario;
        std::string design;
    };

    void startWorker();
    void putNext();
    void answer(const results::WiringView& wiring);
    void refuse(const QString& why);

    QString m_program;
    std::unique_ptr<WorkerProcess> m_worker;
    std::optional<Question> m_asked;
    std::optional<Question> m_waiting;
    QHash<QByteArray, results::WiringView> m_known;
};

}  // namespace stormglass::ui
