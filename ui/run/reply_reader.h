// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes replies of the bytes of a worker, in a thread of its own: a result of some megabytes must not stop the window.
#pragma once

#include "scenarios/worker_protocol.h"

#include <QObject>

#include <memory>
#include <vector>

namespace stormglass::ui {

using Replies = std::vector<std::shared_ptr<const Reply>>;

class ReplyReader final : public QObject {
    Q_OBJECT

public:
    ReplyReader() = default;

    void take(const QByteArray& bytes);
    /// After the last bytes: what has no end of line is garbage, too.
    void finish();

Q_SIGNALS:
    void repliesRead(const Replies& replies);
    /// A line that is no reply, and why.
    void garbageFound(const QString& line, const QString& why);
    void finished();

private:
    QByteArray m_rest;
};

}  // namespace stormglass::ui
