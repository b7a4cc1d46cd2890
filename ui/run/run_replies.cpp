// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_session_details.h"

#include "ui/run/issue_text.h"

#include "scenarios/fault_list.h"
#include "simcore/base/time.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace stormglass::ui {
namespace {

/// The record of an injected fault with the length that mending gave it.
std::string withEnd(const std::string& fault, double end)
{
    Issues issues;
    std::vector<spec::Fault> faults = readFaults('[' + fault + ']', issues);
    if (faults.size() != 1)
        return fault;
    const Duration length = fromSeconds(end) - faults.front().timing.at;
    faults.front().timing.lasting = std::max(Duration{1}, length);
    return toJson(faults).front().dump();
}

}  // namespace

void RunSession::Details::takeReplies(const Replies& replies)
{
    for (const auto& reply : replies) {
        std::visit([this](const auto& message) { take(message); }, *reply);
        if (state == State::Failed || state == State::Ended)
            break;
    }
}

void RunSession::Details::take(const results::Roster& newRoster)
{
    roster = newRoster;
    recording.begin(roster);
    shown = nullptr;
    Q_EMIT q.rosterKnown();
}

void RunSession::Details::take(const results::Frame& frame)
{
    recording.append(frame);
    reachedAt = std::max(reachedAt, frame.at);
    speed.note(reachedAt);
    hasNews = true;
    if (isStepping) {
        isStepping = false;
        worker->expectNews(false);
    }
    publishSoon();
}

void RunSession::Details::take(const Progress& progress)
{
    reachedAt = std::max(reachedAt, progress.simulatedSeconds);
    fraction = std::max(fraction, progress.fraction);
    speed.note(reachedAt);
    publishSoon();
}

void RunSession::Details::take(const results::RunResult& newResult)
{
    result = newResult;
    reachedAt = std::max(reachedAt, newResult.simulatedSeconds);
    fraction = 1;
    worker->expectNews(false);
    worker->closeOrders();
    refreshTimeline();
    publish();
    setState(State::Ended);
    Q_EMIT q.resultArrived();
}

void RunSession::Details::take(const Rejection& rejection)
{
    fail(tr("The scenario cannot be run:\n%1").arg(toSentences(rejection.issues)));
}

void RunSession::Details::take(const Breakdown& breakdown)
{
    lastWords = QString::fromStdString(breakdown.message);
    fail(tr("The run broke down: %1").arg(lastWords));
}

void RunSession::Details::take(const Injected& fault)
{
    injectedFaults.push_back(fault.fault);
    refreshTimeline();
    Q_EMIT q.injected(fault.fault);
}

void RunSession::Details::take(const Mended& fault)
{
    for (std::string& record : injectedFaults) {
        const Json json = Json::parse(record, nullptr, false);
        if (json.is_object() && json.value("name", std::string()) == fault.fault)
            record = withEnd(record, fault.simulatedSeconds);
    }
    Q_EMIT q.mended(fault.fault);
}

void RunSession::Details::take(const Refused& complaint) { Q_EMIT q.refused(toSentences(complaint.issues)); }

void RunSession::Details::refreshTimeline()
{
    RunTimeline fresh = seenTimeline(plan, recording.events(), injectedFaults, recording.end());
    eventsInTimeline = recording.events().size();
    if (result)
        takePhases(fresh, *result);
    if (fresh == timeline)
        return;
    timeline = std::move(fresh);
    Q_EMIT q.timelineChanged();
}

void RunSession::Details::publishSoon()
{
    if (!publishing.isActive())
        publishing.start();
}

void RunSession::Details::publish()
{
    publishing.stop();
    const bool hasFrames = std::exchange(hasNews, false);
    if (hasFrames && recording.events().size() != eventsInTimeline)
        refreshTimeline();
    if (hasFrames)
        Q_EMIT q.recorded();
    if (hasFrames && isFollowing)
        show(recording.frame(recording.count() - 1));
    Q_EMIT q.progressed();
}

void RunSession::Details::show(std::shared_ptr<const results::Frame> frame)
{
    if (frame == shown)
        return;
    shown = std::move(frame);
    Q_EMIT q.shownChanged();
}

}  // namespace stormglass::ui
