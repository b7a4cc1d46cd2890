// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_session.h"

#include "ui/run/issue_text.h"
#include "ui/run/run_session_details.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace stormglass::ui {
double frameSpanFor(double pace, double duration)
{
    constexpr double kFramesOfSecond = 30;
    constexpr double kFramesOfRun = 1000;
    constexpr double kShortest = 1e-4;
    const double wholeRun = duration / kFramesOfRun;
    const double span = pace > 0 ? std::min(pace / kFramesOfSecond, wholeRun) : wholeRun;
    return std::max(span, kShortest);
}

RunSession::Details::Details(RunSession& session, QString workingProgram) : q(session), program(std::move(workingProgram))
{
    constexpr int kOnePicture = 16;
    publishing.setSingleShot(true);
    publishing.setInterval(kOnePicture);
    QObject::connect(&publishing, &QTimer::timeout, &q, [this] { publish(); });
}

void RunSession::Details::setState(State newState)
{
    if (newState == state)
        return;
    state = newState;
    speed.restart();
    if (worker != nullptr)
        worker->expectNews(state == State::Running || isEnding || isStepping);
    Q_EMIT q.stateChanged();
}

void RunSession::Details::begin(const RunWish& newWish)
{
    if (worker != nullptr) {
        // This may be called by a view that has just heard of its end.
        worker->disconnect(&q);
        worker->kill();
        worker.release()->deleteLater();
    }
    worker = std::make_unique<WorkerProcess>(program);
    worker->setPatience(patience);
    QObject::connect(worker.get(), &WorkerProcess::replied, &q, [this](const Replies& replies) { takeReplies(replies); });
    QObject::connect(worker.get(), &WorkerProcess::garbled, &q, [this](const QString& line, const QString& why) {
        constexpr qsizetype kMost = 120;
        if (q.isUnderWay())
            fail(tr("The worker said what cannot be read (%1): %2").arg(why, line.left(kMost)));
    });
    QObject::connect(worker.get(), &WorkerProcess::silenceChanged, &q, [this](bool isSilent) {
        isStalled = isSilent;
        Q_EMIT q.stalledChanged(isSilent);
    });
    QObject::connect(worker.get(), &WorkerProcess::ended, &q, [this](const QString& how) {
        if (q.isUnderWay())
            fail(how);
    });
    wish = newWish;
    state = State::Idle;
    isEnding = isStepping = hasNews = false;
    if (std::exchange(isStalled, false))
        Q_EMIT q.stalledChanged(false);
    roster = {};
    recording.begin(roster);
    reachedAt = fraction = 0;
    speed.restart();
    result.reset();
    injectedFaults.clear();
    lastWords.clear();
    shown = nullptr;
    isFollowing = true;
    plan = timeline = planTimeline(wish.scenario, wish.duration);
    eventsInTimeline = 0;
}

void RunSession::Details::sendJson(const std::string& text)
{
    if (worker != nullptr)
        worker->send(text + '\n');
}

void RunSession::Details::sendPace(const char* type)
{
    sendJson(Json{{"type", type}, {"pace", wish.pace}, {"watch", frameSpanFor(wish.pace, wish.duration)}}.dump());
}

void RunSession::Details::fail(const QString& why)
{
    publish();
    if (lastWords.isEmpty())
        lastWords = worker->lastWords();
    worker->expectNews(false);
    worker->kill();
    isStalled = false;
    setState(State::Failed);
    const bool isSaid = lastWords.isEmpty() || why.contains(lastWords);
    Q_EMIT q.failed(isSaid ? why : tr("%1 Its last words: %2").arg(why, lastWords));
}

RunSession::RunSession(QString program, QObject* parent)
    : QObject(parent), m(std::make_unique<Details>(*this, std::move(program)))
{
}

RunSession::~RunSession() { m->worker.reset(); }

void RunSession::start(const RunWish& wish)
{
    m->begin(wish);
    m->worker->start();
    RunOrder order{.scenario = inOneLine(wish.scenario), .design = wish.design};
    order.tracedFlows = wish.tracedFlows;
    order.isLive = true;
    order.pace = wish.pace;
    order.watch = frameSpanFor(wish.pace, wish.duration);
    m->worker->send(toLine(Order{order}));
    if (wish.startsPaused)
        m->sendJson(R"({"type":"pause"})");
    m->setState(wish.startsPaused ? State::Paused : State::Running);
    Q_EMIT timelineChanged();
    Q_EMIT recorded();
    Q_EMIT shownChanged();
    Q_EMIT progressed();
}

void RunSession::pause()
{
    if (m->state != State::Running)
        return;
    m->sendJson(R"({"type":"pause"})");
    m->setState(State::Paused);
}

void RunSession::resume()
{
    if (m->state != State::Paused)
        return;
    m->isStepping = false;
    m->sendPace("pace");
    m->setState(State::Running);
}

void RunSession::step()
{
    if (!isUnderWay())
        return;
    m->isStepping = true;
    m->sendJson(R"({"type":"step"})");
    m->setState(State::Paused);
    m->worker->expectNews(true);
    follow();
}

void RunSession::setPace(double pace)
{
    m->wish.pace = pace;
    m->speed.restart();
    if (m->state == State::Running)
        m->sendPace("pace");
    Q_EMIT progressed();
}

void RunSession::cancel()
{
    if (!isUnderWay() || m->isEnding)
        return;
    m->isEnding = true;
    m->worker->send(toLine(Order{CancelOrder{}}));
    m->worker->expectNews(true);
    Q_EMIT stateChanged();
}

void RunSession::end()
{
    if (isUnderWay())
        m->fail(tr("The worker was ended."));
}

void RunSession::inject(const std::string& fault)
{
    if (isUnderWay())
        m->sendJson(R"({"type":"inject","fault":)" + inOneLine(fault) + '}');
}

void RunSession::mend(const std::string& name)
{
    if (isUnderWay())
        m->sendJson(Json{{"type", "mend"}, {"fault", name}}.dump());
}

void RunSession::setPatience(std::chrono::milliseconds patience)
{
    m->patience = patience;
    if (m->worker != nullptr)
        m->worker->setPatience(patience);
}

RunSession::State RunSession::state() const { return m->state; }
bool RunSession::isEnding() const { return m->isEnding && isUnderWay(); }
bool RunSession::isStalled() const { return m->isStalled; }
const RunWish& RunSession::wish() const { return m->wish; }
const results::Roster& RunSession::roster() const { return m->roster; }
double RunSession::reachedAt() const { return m->reachedAt; }
double RunSession::fraction() const { return m->fraction; }
const Recording& RunSession::recording() const { return m->recording; }
const results::RunResult* RunSession::result() const { return m->result ? &*m->result : nullptr; }
const std::vector<std::string>& RunSession::injectedFaults() const { return m->injectedFaults; }
const RunTimeline& RunSession::timeline() const { return m->timeline; }
QString RunSession::lastWords() const { return m->lastWords; }
const results::Frame* RunSession::shownFrame() const { return m->shown.get(); }
double RunSession::shownAt() const { return m->shown != nullptr ? m->shown->at : 0; }
std::shared_ptr<const results::Frame> RunSession::keptFrame() const { return m->shown; }
bool RunSession::isFollowing() const { return m->isFollowing; }

double RunSession::secondsToGo() const
{
    const double rate = m->speed.rate();
    if (m->state != State::Running || rate <= 0)
        return -1;
    return std::max(0.0, m->wish.duration - m->reachedAt) / rate;
}

void RunSession::follow()
{
    m->isFollowing = true;
    if (!m->recording.isEmpty())
        m->show(m->recording.frame(m->recording.count() - 1));
    Q_EMIT progressed();
}

void RunSession::showAt(double seconds)
{
    if (m->recording.isEmpty())
        return;
    m->isFollowing = false;
    m->show(m->recording.frameAt(seconds));
    Q_EMIT progressed();
}

}  // namespace stormglass::ui
