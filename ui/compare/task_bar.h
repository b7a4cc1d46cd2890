// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A long task with its progress, the time it still takes, and a way to end it.
#pragma once

#include "ui/run/tool_process.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace stormglass::ui {

class TaskBar final : public QWidget {
    Q_OBJECT

public:
    TaskBar(ToolProcess& process, const QString& startWords, const QString& startTip, QWidget* parent = nullptr);

    /// Between the button and the progress.
    void addChoice(QWidget* widget);
    void say(const QString& words);
    [[nodiscard]] QString words() const;
    /// Of a button that cannot be pressed, the reason.
    void setStartable(bool isStartable, const QString& why);
    /// After the process was started, or has ended.
    void refresh();

Q_SIGNALS:
    void startRequested();

private:
    void showProgress(const ToolProcess::Progress& progress);

    ToolProcess& m_process;
    const QString m_startTip;
    bool m_isStartable = true;
    QHBoxLayout* m_choices;
    QPushButton* m_start;
    QProgressBar* m_progress;
    QLabel* m_words;
    QPushButton* m_cancel;
};

}  // namespace stormglass::ui
