// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/tool_process.h"

#include <QFile>
#include <QTimer>

namespace stormglass::ui {

ToolProcess::ToolProcess(QString program, QObject* parent) : QObject(parent), m_program(std::move(program)) { }

ToolProcess::~ToolProcess() { discard(); }

void ToolProcess::start(const QString& command, const std::string& scenario, const QStringList& arguments)
{
    discard();
    m_progress = {};
    m_output.clear();
    m_report.clear();
    m_errors.clear();
    m_words.clear();
    m_isCancelled = false;
    m_folder = std::make_unique<QTemporaryDir>();
    QFile file(m_folder->filePath(QStringLiteral("scenario.json")));
    const auto length = static_cast<qint64>(scenario.size());
    if (!m_folder->isValid() || !file.open(QIODevice::WriteOnly) || file.write(scenario.data(), length) != length) {
        Q_EMIT failed(tr("The scenario cannot be written to %1: %2").arg(file.fileName(), file.errorString()));
        return;
    }
    file.close();
    m_process = new QProcess(this);
    connect(m_process, &QProcess::readyReadStandardError, this, &ToolProcess::takeErrors);
    connect(m_process, &QProcess::readyReadStandardOutput, this, [this] { m_output += m_process->readAllStandardOutput(); });
    connect(m_process, &QProcess::finished, this, &ToolProcess::finish);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(tr("%1 cannot be started: %2.").arg(m_program, m_process->errorString()));
    });
    m_process->start(m_program, QStringList{command, file.fileName()} + arguments
                                    + QStringList{QStringLiteral("--progress"), QStringLiteral("lines"), QStringLiteral("--report"),
                                                  m_folder->filePath(QStringLiteral("report.json"))});
}

void ToolProcess::cancel()
{
    constexpr int kPatience = 10'000;
    if (m_process == nullptr)
        return;
    m_isCancelled = true;
    m_process->terminate();
    QTimer::singleShot(kPatience, m_process, &QProcess::kill);
}

QString ToolProcess::lastWords() const { return QString::fromLocal8Bit(m_words).trimmed(); }

void ToolProcess::takeErrors()
{
    constexpr qsizetype kMostWords = 8000;
    m_errors += m_process->readAllStandardError();
    for (qsizetype end = m_errors.indexOf('\n'); end >= 0; end = m_errors.indexOf('\n')) {
        const QByteArray line = m_errors.left(end);
        m_errors.remove(0, end + 1);
        if (line.startsWith("progress "))
            takeProgress(line);
        else
            m_words = (m_words + line + '\n').right(kMostWords);
    }
}

/// "progress 0.31 7/30 41"
void ToolProcess::takeProgress(const QByteArray& line)
{
    const QList<QByteArray> words = line.simplified().split(' ');
    if (words.size() < 2)
        return;
    m_progress.fraction = words.at(1).toDouble();
    if (words.size() > 2) {
        const QList<QByteArray> runs = words.at(2).split('/');
        m_progress.done = runs.first().toInt();
        m_progress.total = runs.last().toInt();
    }
    bool isNumber = false;
    const double seconds = words.size() > 3 ? words.at(3).toDouble(&isNumber) : 0;
    m_progress.secondsToGo = isNumber ? seconds : -1;
    Q_EMIT progressed(m_progress);
}

void ToolProcess::finish(int code, QProcess::ExitStatus status)
{
    constexpr int kRegression = 4;
    takeErrors();
    m_words += std::exchange(m_errors, {});
    m_output += m_process->readAllStandardOutput();
    QFile file(m_folder->filePath(QStringLiteral("report.json")));
    if (file.open(QIODevice::ReadOnly))
        m_report = file.readAll();
    if (status == QProcess::CrashExit)
        return fail(m_isCancelled ? tr("It was ended.") : tr("It was ended by signal %1.").arg(code));
    const bool isDone = code == 0 || code == 1 || code == kRegression || (m_isCancelled && !m_report.isEmpty());
    if (!isDone)
        return fail(m_isCancelled ? tr("It was ended.") : tr("It left with code %1.").arg(code));
    discard();
    Q_EMIT finished(code);
}

void ToolProcess::fail(const QString& why)
{
    discard();
    const QString words = lastWords();
    Q_EMIT failed(words.isEmpty() ? why : why + u'\n' + words);
}

void ToolProcess::discard()
{
    if (m_process == nullptr)
        return;
    QProcess* process = std::exchange(m_process, nullptr);
    process->disconnect(this);
    process->setParent(nullptr);
    // Its own end deletes it, so that nobody waits for it here.
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    if (process->state() == QProcess::NotRunning)
        process->deleteLater();
    else
        process->kill();
}

}  // namespace stormglass::ui
