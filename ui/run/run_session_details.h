// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a session knows and holds, and how it takes what the worker says.
#pragma once

#include "ui/run/rate_meter.h"
#include "ui/run/recording.h"
#include "ui/run/run_session.h"
#include "ui/run/run_timeline.h"
#include "ui/run/worker_process.h"

#include <optional>

namespace stormglass::ui {

struct RunSession::Details {
    Details(RunSession& session, QString workingProgram);

    void begin(const RunWish& newWish);
    void setState(State newState);
    void sendJson(const std::string& text);
    /// An order of pace, with the span of the frames that fits.
    void sendPace(const char* type);
    void fail(const QString& why);
    void takeReplies(const Replies& replies);
    void take(const results::Roster& newRoster);
    void take(const results::Frame& frame);
    void take(const Progress& progress);
    void take(const results::RunResult& newResult);
    void take(const Rejection& rejection);
    void take(const Breakdown& breakdown);
    void take(const Injected& fault);
    void take(const Mended& fault);
    void take(const Refused& complaint);
    template <class Other>
    void take(const Other&)
    {
        // A reply to an order that a session does not give.
    }
    /// Tells the views, once for many frames.
    void publish();
    void publishSoon();
    void refreshTimeline();
    void show(std::shared_ptr<const results::Frame> frame);

    RunSession& q;
    QString program;
    std::unique_ptr<WorkerProcess> worker;
    std::chrono::milliseconds patience = WorkerProcess::kPatience;
    RunWish wish;
    State state = State::Idle;
    bool isEnding = false;
    bool isStalled = false;
    bool isStepping = false;
    results::Roster roster;
    Recording recording;
    double reachedAt = 0;
    double fraction = 0;
    RateMeter speed;
    std::optional<results::RunResult> result;
    std::vector<std::string> injectedFaults;
    QString lastWords;
    RunTimeline plan;
    RunTimeline timeline;
    std::size_t eventsInTimeline = 0;
    std::shared_ptr<const results::Frame> shown;
    bool isFollowing = true;
    bool hasNews = false;
    QTimer publishing;
};

}  // namespace stormglass::ui
