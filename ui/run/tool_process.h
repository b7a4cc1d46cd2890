// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One of the long commands ("compare", "chaos", "capacity"), with its progress and its report.
#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <string>

namespace stormglass::ui {

class ToolProcess final : public QObject {
    Q_OBJECT

public:
    struct Progress {
        double fraction = 0;       ///< 0 to 1.
        int done = 0;              ///< Runs.
        int total = 0;
        double secondsToGo = -1;   ///< Negative: nothing to go by yet.
    };

    /// \p program is the command line program that works.
    explicit ToolProcess(QString program, QObject* parent = nullptr);
    ~ToolProcess() override;

    /// Runs "<command> <scenario as a file> <arguments> --progress lines --report <file>". One that is under way is ended.
    void start(const QString& command, const std::string& scenario, const QStringList& arguments = {});
    /// It ends soon, and delivers what it has.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_process != nullptr; }

    [[nodiscard]] const Progress& progress() const { return m_progress; }
    /// What it printed, and the report as JSON text; empty: it wrote none.
    [[nodiscard]] const QByteArray& output() const { return m_output; }
    [[nodiscard]] const QByteArray& report() const { return m_report; }
    /// What it said on standard error, without the lines of progress.
    [[nodiscard]] QString lastWords() const;

Q_SIGNALS:
    void progressed(const ToolProcess::Progress& progress);
    /// Codes 0, 1 and 4 come with a report: expectations hold, or some do not.
    void finished(int exitCode);
    /// It could not do what it was asked to; \p why is a sentence with its last words.
    void failed(const QString& why);

private:
    void takeErrors();
    void takeProgress(const QByteArray& line);
    void finish(int code, QProcess::ExitStatus status);
    void fail(const QString& why);
    void discard();

    QString m_program;
    QProcess* m_process = nullptr;
    std::unique_ptr<QTemporaryDir> m_folder;
    Progress m_progress;
    QByteArray m_output;
    QByteArray m_report;
    QByteArray m_errors;  ///< What is no whole line yet.
    QByteArray m_words;
    bool m_isCancelled = false;
};

}  // namespace stormglass::ui
