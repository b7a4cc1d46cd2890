// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Drives a run: play, step, stop, pace, design, how far it is, and the moment that is shown.
#pragma once

#include <QFrame>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSlider;

namespace stormglass::ui {

class RunSession;
class Scrubber;

class TransportBar final : public QWidget {
    Q_OBJECT

public:
    explicit TransportBar(RunSession& session, QWidget* parent = nullptr);

    /// Names of the designs of the scenario; the one that is chosen stays if there is one of its name.
    void setDesigns(const QStringList& names);
    /// Empty: the scenario has no designs.
    [[nodiscard]] QString design() const;
    void setDesign(const QString& name);
    [[nodiscard]] double pace() const { return m_pace; }
    void setPace(double pace);
    /// Somebody else tells what it says.
    void hideNotice();

    /// For the menus of the window; their shortcuts are F5, F10, Shift+F5 and F8.
    [[nodiscard]] QAction* playAction() const { return m_play; }
    [[nodiscard]] QAction* stepAction() const { return m_step; }
    [[nodiscard]] QAction* stopAction() const { return m_stop; }
    [[nodiscard]] QAction* liveAction() const { return m_live; }
    [[nodiscard]] Scrubber& scrubber() const { return *m_scrubber; }

Q_SIGNALS:
    /// There is no run under way, and the user wants one: who knows the scenario calls RunSession::start().
    void startRequested(bool isPaused);
    void designChosen(const QString& name);
    void paceChosen(double pace);

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeActions();
    [[nodiscard]] QWidget* makeControls();
    [[nodiscard]] QWidget* makeLine();
    [[nodiscard]] QWidget* makeNotice();
    void choosePace(double pace);
    void togglePlay();
    void step();
    void refreshState();
    void refreshIcons();
    void refreshProgress();
    void tellTrouble(const QString& words, bool canEnd);

    RunSession& m_session;
    double m_pace = 1;
    QAction* m_play;
    QAction* m_step;
    QAction* m_stop;
    QAction* m_live;
    QComboBox* m_designs;
    QSlider* m_slider;
    QLineEdit* m_paceEdit;
    QProgressBar* m_progress;
    QLabel* m_status;
    QLabel* m_time;
    Scrubber* m_scrubber;
    QFrame* m_notice;
    QLabel* m_noticeText;
    QPushButton* m_endWorker;
};

}  // namespace stormglass::ui
