// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Several runs on one clock: the slowest decides.
#pragma once

#include <QObject>

#include <string>
#include <vector>

namespace stormglass::ui {

class RunSession;

/// Runs that are ahead are held until the others have caught up; at full pace they just run. A pause brings all to the
/// same moment.
class CommonClock final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// They outlive the clock, or the list is emptied before.
    void setSessions(std::vector<RunSession*> sessions);
    [[nodiscard]] const std::vector<RunSession*>& sessions() const { return m_sessions; }

    void setPace(double pace);
    void pause();
    void resume();
    /// All by one frame.
    void step();
    void cancel();
    /// Into each run that is under way.
    void inject(const std::string& fault);
    void mend(const std::string& name);
    void showAt(double seconds);
    void follow();

    [[nodiscard]] bool isPaused() const { return m_isPaused; }
    [[nodiscard]] bool isUnderWay() const;
    /// Simulated seconds that the slowest and the fastest have reached.
    [[nodiscard]] double slowest() const;
    [[nodiscard]] double fastest() const;

Q_SIGNALS:
    void changed();
    void refused(const QString& why);

private:
    struct Runner {
        RunSession* session = nullptr;
        bool isHeld = false;
        double steppedFrom = -1;  ///< Where it stood when it was told to catch up by a frame.
    };

    void balance();
    void catchUp();
    [[nodiscard]] double mostLead() const;

    std::vector<RunSession*> m_sessions;
    std::vector<Runner> m_runners;
    double m_pace = 1;
    bool m_isPaused = false;
    double m_goal = 0;  ///< Where all are to stand while paused.
};

}  // namespace stormglass::ui
