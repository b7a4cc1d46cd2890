// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One run of one design, as views see it: it is driven, it is recorded, and any moment of it can be shown again.
#pragma once

#include "models/results/frame.h"
#include "models/results/run_result.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace stormglass::ui {

class Recording;
struct RunTimeline;

/// What a run is to do; its text is a whole scenario.
struct RunWish {
    std::string scenario = {};  ///< As JSON text.
    std::string design = {};    ///< Empty: the programs as they are written.
    double duration = 60;  ///< Simulated seconds of arrivals and drain, for the scale of time.
    double pace = 1;       ///< Simulated seconds per second; 0: as fast as possible.
    qint64 tracedFlows = 200;
    bool startsPaused = false;
};

/// Simulated seconds that one frame is to tell of: about 30 frames a second, and a thousand for a whole run.
[[nodiscard]] double frameSpanFor(double pace, double duration);

/// Views listen to shownChanged() and read shownFrame(); they do not care whether it is live or played back.
class RunSession final : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, Running, Paused, Ended, Failed };
    Q_ENUM(State)

    /// \p program is the command line program that works ("…/stormglass").
    explicit RunSession(QString program, QObject* parent = nullptr);
    ~RunSession() override;

    // --- driving ---
    /// Forgets the run before; one that is under way is ended.
    void start(const RunWish& wish);
    void pause();
    void resume();
    /// Goes on by one frame, then stands still.
    void step();
    /// Simulated seconds per second; 0: as fast as possible.
    void setPace(double pace);
    /// Ends the run soon, with what it has measured.
    void cancel();
    /// Ends the worker at once: for one that hangs. failed() follows.
    void end();
    /// A fault as a JSON object in the words of "chaos". It begins at the next beat; injected() or refused() follows.
    void inject(const std::string& fault);
    void mend(const std::string& name);

    /// How long a worker may be silent while it should speak, before isStalled().
    void setPatience(std::chrono::milliseconds patience);

    // --- what is known ---
    [[nodiscard]] State state() const;
    [[nodiscard]] bool isUnderWay() const { return state() == State::Running || state() == State::Paused; }
    /// cancel() was called, and the end is near.
    [[nodiscard]] bool isEnding() const;
    /// The worker has said nothing for long although it should; the user may wait or end() it.
    [[nodiscard]] bool isStalled() const;
    [[nodiscard]] const RunWish& wish() const;
    [[nodiscard]] const results::Roster& roster() const;
    /// Simulated seconds that the run has reached.
    [[nodiscard]] double reachedAt() const;
    /// 0 to 1.
    [[nodiscard]] double fraction() const;
    /// Seconds of wall-clock time until the end, guessed; negative: nothing to go by yet.
    [[nodiscard]] double secondsToGo() const;
    [[nodiscard]] const Recording& recording() const;
    /// Once the run has ended with one.
    [[nodiscard]] const results::RunResult* result() const;
    /// Faults that were injected into this run, as JSON objects with their instants, mended ones with their length.
    [[nodiscard]] const std::vector<std::string>& injectedFaults() const;
    /// Its parts and faults along the time, planned and seen.
    [[nodiscard]] const RunTimeline& timeline() const;
    /// After Failed: what the worker said last, for people.
    [[nodiscard]] QString lastWords() const;

    // --- the moment that is shown ---
    /// Null before the first frame.
    [[nodiscard]] const results::Frame* shownFrame() const;
    [[nodiscard]] double shownAt() const;
    /// The same frame as shownFrame(), for who keeps it.
    [[nodiscard]] std::shared_ptr<const results::Frame> keptFrame() const;
    /// Shows the run as it comes; otherwise the moment that was chosen stays.
    [[nodiscard]] bool isFollowing() const;
    void follow();
    void showAt(double seconds);

Q_SIGNALS:
    void stateChanged();
    void rosterKnown();
    /// A frame was recorded; many may have been since the last call.
    void recorded();
    void shownChanged();
    void progressed();
    void timelineChanged();
    void stalledChanged(bool isStalled);
    void resultArrived();
    void injected(const std::string& fault);
    void mended(const std::string& name);
    /// A live order that cannot be obeyed, with reasons.
    void refused(const QString& why);
    /// The scenario cannot be run, or the run broke down.
    void failed(const QString& why);

private:
    struct Details;
    std::unique_ptr<Details> m;
};

}  // namespace stormglass::ui
