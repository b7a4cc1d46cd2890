// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/common_clock.h"

#include "ui/run/run_session.h"

#include <algorithm>
#include <limits>

namespace stormglass::ui {

void CommonClock::setSessions(std::vector<RunSession*> sessions)
{
    for (RunSession* session : m_sessions)
        session->disconnect(this);
    m_sessions = std::move(sessions);
    m_runners.clear();
    m_isPaused = false;
    for (RunSession* session : m_sessions) {
        m_runners.push_back({.session = session});
        connect(session, &RunSession::recorded, this, &CommonClock::balance);
        connect(session, &RunSession::stateChanged, this, [this] {
            balance();
            Q_EMIT changed();
        });
        connect(session, &RunSession::refused, this, &CommonClock::refused);
    }
    Q_EMIT changed();
}

bool CommonClock::isUnderWay() const
{
    return std::ranges::any_of(m_sessions, [](const RunSession* session) { return session->isUnderWay(); });
}

double CommonClock::slowest() const
{
    double at = std::numeric_limits<double>::infinity();
    for (const RunSession* session : m_sessions) {
        if (session->isUnderWay())
            at = std::min(at, session->reachedAt());
    }
    return at;
}

double CommonClock::fastest() const
{
    double at = 0;
    for (const RunSession* session : m_sessions) {
        if (session->isUnderWay())
            at = std::max(at, session->reachedAt());
    }
    return at;
}

double CommonClock::mostLead() const
{
    constexpr double kMostSeconds = 0.25;  // of wall-clock time: less is not noticed, and orders take a while
    return m_pace * kMostSeconds;
}

void CommonClock::balance()
{
    if (m_isPaused)
        return catchUp();
    const double behind = slowest();
    for (Runner& runner : m_runners) {
        const double lead = runner.session->reachedAt() - behind;
        if (m_pace > 0 && !runner.isHeld && lead > mostLead() && runner.session->state() == RunSession::State::Running) {
            runner.isHeld = true;
            runner.session->pause();
        } else if (runner.isHeld && (m_pace <= 0 || lead <= mostLead() / 2)) {
            runner.isHeld = false;
            runner.session->resume();
        }
    }
}

void CommonClock::catchUp()
{
    m_goal = std::max(m_goal, fastest());  // what was under way still arrives after a pause
    for (Runner& runner : m_runners) {
        constexpr double kSame = 1e-6;
        const double at = runner.session->reachedAt();
        if (runner.session->state() != RunSession::State::Paused || at >= m_goal - kSame || at == runner.steppedFrom)
            continue;
        runner.steppedFrom = at;
        runner.session->step();
    }
}

void CommonClock::setPace(double pace)
{
    m_pace = pace;
    for (RunSession* session : m_sessions)
        session->setPace(pace);
    if (!m_isPaused)
        balance();
}

void CommonClock::pause()
{
    m_isPaused = true;
    m_goal = fastest();
    for (Runner& runner : m_runners) {
        runner.isHeld = false;
        runner.steppedFrom = -1;
        if (runner.session->state() == RunSession::State::Running)
            runner.session->pause();
    }
    catchUp();
    Q_EMIT changed();
}

void CommonClock::resume()
{
    m_isPaused = false;
    for (Runner& runner : m_runners) {
        runner.isHeld = false;
        if (runner.session->state() == RunSession::State::Paused)
            runner.session->resume();
    }
    Q_EMIT changed();
}

void CommonClock::step()
{
    if (!m_isPaused)
        return pause();
    for (Runner& runner : m_runners) {
        if (runner.session->state() == RunSession::State::Paused)
            runner.session->step();
    }
}

void CommonClock::cancel()
{
    for (RunSession* session : m_sessions) {
        if (session->isUnderWay())
            session->cancel();
    }
}

void CommonClock::inject(const std::string& fault)
{
    for (RunSession* session : m_sessions)
        session->inject(fault);
}

void CommonClock::mend(const std::string& name)
{
    for (RunSession* session : m_sessions)
        session->mend(name);
}

void CommonClock::showAt(double seconds)
{
    for (RunSession* session : m_sessions)
        session->showAt(seconds);
}

void CommonClock::follow()
{
    for (RunSession* session : m_sessions)
        session->follow();
}

}  // namespace stormglass::ui
