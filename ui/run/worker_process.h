// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A worker of its own: orders go in, replies come out, and its end is told in a sentence. Nothing here waits.
#pragma once

#include "ui/run/reply_reader.h"

#include <QProcess>
#include <QThread>
#include <QTimer>

namespace stormglass::ui {

class WorkerProcess final : public QObject {
    Q_OBJECT

public:
    /// A worker that should speak and has said nothing for so long is said to hang.
    static constexpr std::chrono::milliseconds kPatience{15'000};

    explicit WorkerProcess(const QString& program, QObject* parent = nullptr);
    /// Takes the run with it.
    ~WorkerProcess() override;

    void start();
    /// One order with its end of line.
    void send(const std::string& line);
    /// No more orders: it leaves when it has finished those it has.
    void closeOrders();
    void kill();

    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// The last lines that it wrote on standard error.
    [[nodiscard]] QString lastWords() const;

    /// Whether silence is a bad sign: not while it stands still, or has nothing to do.
    void expectNews(bool isExpected);
    void setPatience(std::chrono::milliseconds patience);
    [[nodiscard]] bool isSilent() const { return m_isSilent; }

Q_SIGNALS:
    void replied(const Replies& replies);
    void garbled(const QString& line, const QString& why);
    /// It has said nothing for too long; or it speaks again.
    void silenceChanged(bool isSilent);
    /// After its last reply; \p how is a sentence.
    void ended(const QString& how);

private:
    void takeReplies();
    void takeWords();
    void noteNews();
    void endWith(const QString& how);
    [[nodiscard]] QString endInWords(int code, QProcess::ExitStatus status) const;

    QString m_program;
    QProcess m_process;
    QThread m_thread;
    ReplyReader* m_reader;  ///< Lives in the thread, and is deleted at its end.
    QByteArray m_words;
    QTimer m_silence;
    QString m_end;
    bool m_isNewsExpected = false;
    bool m_isSilent = false;
    bool m_wasKilled = false;
};

}  // namespace stormglass::ui
