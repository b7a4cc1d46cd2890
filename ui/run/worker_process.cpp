// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/worker_process.h"

#include <cstring>

namespace stormglass::ui {

WorkerProcess::WorkerProcess(const QString& program, QObject* parent)
    : QObject(parent), m_program(program), m_reader(new ReplyReader)
{
    m_reader->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_reader, &QObject::deleteLater);
    connect(m_reader, &ReplyReader::repliesRead, this, &WorkerProcess::replied);
    connect(m_reader, &ReplyReader::garbageFound, this, &WorkerProcess::garbled);
    connect(m_reader, &ReplyReader::finished, this, [this] { Q_EMIT ended(m_end); });
    m_thread.start();

    connect(&m_process, &QProcess::readyReadStandardOutput, this, &WorkerProcess::takeReplies);
    connect(&m_process, &QProcess::readyReadStandardError, this, &WorkerProcess::takeWords);
    connect(&m_process, &QProcess::finished, this,
            [this](int code, QProcess::ExitStatus status) { endWith(endInWords(code, status)); });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            endWith(tr("%1 cannot be started: %2.").arg(m_program, m_process.errorString()));
    });
    m_silence.setSingleShot(true);
    m_silence.setInterval(kPatience);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        m_isSilent = true;
        Q_EMIT silenceChanged(true);
    });
}

WorkerProcess::~WorkerProcess()
{
    m_process.disconnect(this);
    m_reader->disconnect(this);
    m_process.kill();
    m_thread.quit();
    m_thread.wait();
    // The system answers a kill at once; without this the process would be told of as lost.
    constexpr int kMostMilliseconds = 1000;
    m_process.waitForFinished(kMostMilliseconds);
}

void WorkerProcess::start()
{
    m_process.start(m_program, {QStringLiteral("worker")});
}

void WorkerProcess::send(const std::string& line)
{
    m_process.write(line.data(), static_cast<qint64>(line.size()));
}

void WorkerProcess::closeOrders() { m_process.closeWriteChannel(); }

void WorkerProcess::kill()
{
    m_wasKilled = true;
    m_process.kill();
}

QString WorkerProcess::lastWords() const { return QString::fromLocal8Bit(m_words).trimmed(); }

void WorkerProcess::expectNews(bool isExpected)
{
    m_isNewsExpected = isExpected;
    noteNews();
}

void WorkerProcess::setPatience(std::chrono::milliseconds patience)
{
    m_silence.setInterval(patience);
    noteNews();
}

void WorkerProcess::noteNews()
{
    if (m_isNewsExpected)
        m_silence.start();
    else
        m_silence.stop();
    if (!m_isSilent)
        return;
    m_isSilent = false;
    Q_EMIT silenceChanged(false);
}

void WorkerProcess::takeReplies()
{
    noteNews();
    const QByteArray bytes = m_process.readAllStandardOutput();
    QMetaObject::invokeMethod(m_reader, [reader = m_reader, bytes] { reader->take(bytes); });
}

void WorkerProcess::takeWords()
{
    constexpr qsizetype kMost = 2000;
    m_words = (m_words + m_process.readAllStandardError()).right(kMost);
}

void WorkerProcess::endWith(const QString& how)
{
    m_end = how;
    expectNews(false);
    takeReplies();
    takeWords();
    m_silence.stop();
    QMetaObject::invokeMethod(m_reader, &ReplyReader::finish);
}

QString WorkerProcess::endInWords(int code, QProcess::ExitStatus status) const
{
    if (m_wasKilled)
        return tr("The worker was ended.");
    if (status == QProcess::CrashExit)
        return tr("The worker was ended by signal %1 (%2).").arg(code).arg(QString::fromLocal8Bit(::strsignal(code)));
    if (code != 0)
        return tr("The worker left with code %1.").arg(code);
    return tr("The worker left.");
}

}  // namespace stormglass::ui
