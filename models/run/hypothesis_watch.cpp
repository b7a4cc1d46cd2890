// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/hypothesis_watch.h"

#include "simcore/base/check.h"

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

using results::CheckMoment;
using results::HypothesisCheck;

double sinceStart(SimTime at) { return toSeconds(at - kStartOfRun); }

/// One window more.
void addWindow(HypothesisCheck& check, const spec::ParsedExpectation& line, double value, SimTime now)
{
    const bool holds = spec::holds(value, line.comparison, line.threshold);
    if (check.windows++ == 0 || spec::isFarther(value, check.found, line))
        check.found = value;
    if (holds)
        return;
    if (check.deviating++ == 0)
        check.firstDeviation = sinceStart(now);
}

HypothesisCheck neverMade(const HypothesisCheck& check) { return {.that = check.that, .moment = check.moment}; }

}  // namespace

/// An event that calls a member of the watch.
class HypothesisWatch::Alarm final : public Event {
public:
    Alarm(HypothesisWatch& watch, void (HypothesisWatch::*action)()) : m_watch(watch), m_action(action) { }
    void fire() override { (m_watch.*m_action)(); }

private:
    HypothesisWatch& m_watch;
    void (HypothesisWatch::*m_action)();
};

struct HypothesisWatch::Line {
    Line(const Model& model, const std::string& text, spec::ParsedExpectation parsedLine, CheckMoment againMoment)
        : line(std::move(parsedLine))
        , phase(model, line)
        , window(model, line)
        , before{.that = text, .moment = CheckMoment::Before}
        , again{.that = text, .moment = againMoment}
        , after{.that = text, .moment = CheckMoment::After}
    {
    }

    const spec::ParsedExpectation line;
    LineGauge phase;   // of the baseline, then of the final check
    LineGauge window;  // of what is checked again and again
    HypothesisCheck before;
    HypothesisCheck again;
    HypothesisCheck after;
    SimTime deviatingSince = kNever;  // start of the first of the windows in a row
};

HypothesisWatch::HypothesisWatch(Model& model, const std::string& design, Brakes brakes)
    : m_model(model)
    , m_settings(model.spec.experiment)
    , m_arrivalsEnd(SimTime{model.spec.run.duration})
    , m_brakes(std::move(brakes))
{
    const CheckMoment again = m_settings.strategy == spec::HypothesisStrategy::DuringMethodOnly ? CheckMoment::During
                                                                                                 : CheckMoment::Continuously;
    for (const spec::HypothesisLine& line : m_settings.hypothesis) {
        if (!line.designs.empty() && std::ranges::find(line.designs, design) == line.designs.end())
            continue;
        Result<spec::ParsedExpectation> parsed = spec::readExpectation(line.that);
        SIM_CHECK(parsed.isOk(), "a hypothesis was not validated: " + line.that);
        m_lines.push_back(std::make_unique<Line>(model, line.that, std::move(parsed).value(), again));
    }
    if (m_lines.empty())
        return;
    m_baselineBegin = std::make_unique<Alarm>(*this, &HypothesisWatch::beginBaseline);
    m_windowEnd = std::make_unique<Alarm>(*this, &HypothesisWatch::endWindow);
    m_finalCheckBegin = std::make_unique<Alarm>(*this, &HypothesisWatch::beginFinalCheck);
    m_lastArrival = std::make_unique<Alarm>(*this, &HypothesisWatch::endArrivals);
    Calendar& calendar = model.world.calendar;
    calendar.schedule(model.bounds.warmUpEnd, *m_baselineBegin);
    calendar.schedule(m_arrivalsEnd, *m_lastArrival);
    model.faultListener = this;
    boundsChanged();
}

HypothesisWatch::~HypothesisWatch()
{
    if (m_model.faultListener == this)
        m_model.faultListener = nullptr;
}

void HypothesisWatch::beginBaseline()
{
    for (const auto& line : m_lines)
        line->phase.begin(now());
    if (m_settings.strategy == spec::HypothesisStrategy::Continuously)
        beginWindows(now());
}

bool HypothesisWatch::faultBegins(SimTime now)
{
    if (!std::exchange(m_hasBegun, true)) {
        if (checksBefore(m_settings.strategy))
            checkBaseline(now);
        if (m_settings.strategy == spec::HypothesisStrategy::DuringMethodOnly)
            beginWindows(now);
    }
    return m_calledOffBy.empty();
}

void HypothesisWatch::checkBaseline(SimTime now)
{
    for (const auto& line : m_lines)
        addWindow(line->before, line->line, line->phase.figure(now), now);
    const auto broken = std::ranges::find_if(m_lines, [](const auto& line) { return !line->before.holds(); });
    if (broken != m_lines.end())
        callOff(now, (*broken)->before.that);
}

/// Chaos Toolkit does the same (chaostoolkit-lib, run.py, run_gate_hypothesis): without a steady state there is no method,
/// and nothing to be checked after it. The run goes on, so that its figures tell what was wrong.
void HypothesisWatch::callOff(SimTime now, const std::string& line)
{
    m_calledOffBy = line;
    m_windowEnd->cancel();
    m_brakes.mendPlanned(now);
}

void HypothesisWatch::boundsChanged()
{
    const PhaseBounds& bounds = m_model.bounds;
    const SimTime begin = bounds.hasRecovery() ? bounds.recoveryEnd : bounds.lastFaultEnd;
    m_finalCheckBegin->cancel();
    m_hasFinalCheck = false;
    if (checksAfter(m_settings.strategy) && begin < m_arrivalsEnd && m_calledOffBy.empty())
        m_model.world.calendar.schedule(std::max(begin, now()), *m_finalCheckBegin);
}

void HypothesisWatch::beginFinalCheck()
{
    m_hasFinalCheck = true;
    for (const auto& line : m_lines)
        line->phase.begin(now());
}

void HypothesisWatch::endArrivals()
{
    for (const auto& line : m_lines)
        line->phase.endArrivals(now());
}

SimTime HypothesisWatch::windowsEnd() const
{
    const bool isDuring = m_settings.strategy == spec::HypothesisStrategy::DuringMethodOnly;
    return isDuring ? std::min(m_model.bounds.lastFaultEnd, m_arrivalsEnd) : m_arrivalsEnd;
}

void HypothesisWatch::beginWindows(SimTime now)
{
    for (const auto& line : m_lines)
        line->window.begin(now);
    scheduleNextWindow(now);
}

void HypothesisWatch::scheduleNextWindow(SimTime now)
{
    // What is left at the end is a window too, unless it is too short to say much.
    const SimTime end = windowsEnd();
    if (end <= now || end - now < m_settings.frequency / 2)
        return;
    m_model.world.calendar.schedule(std::min(now + m_settings.frequency, end), *m_windowEnd);
}

void HypothesisWatch::endWindow()
{
    const SimTime end = now();
    for (const auto& line : m_lines) {
        judgeWindow(*line, end);
        line->window.begin(end);
    }
    abortIfTooLong(end);
    scheduleNextWindow(end);
}

void HypothesisWatch::judgeWindow(Line& line, SimTime now)
{
    const double value = line.window.figure(now);
    if (std::isnan(value) && !line.window.wasBusy())
        return;  // nobody asked: it says nothing
    addWindow(line.again, line.line, value, now);
    if (spec::holds(value, line.line.comparison, line.line.threshold)) {
        line.deviatingSince = kNever;
        return;
    }
    line.deviatingSince = std::min(line.deviatingSince, line.window.begunAt());
    line.again.longestDeviation = std::max(line.again.longestDeviation, toSeconds(now - line.deviatingSince));
}

void HypothesisWatch::abortIfTooLong(SimTime now)
{
    const bool areFaultsOver = !m_hasBegun || now >= m_model.bounds.lastFaultEnd;
    if (m_settings.abortAfter == Duration::zero() || areFaultsOver || m_abortedAt != kNever)
        return;
    const auto tooLong = std::ranges::find_if(m_lines, [&](const auto& line) {
        return line->deviatingSince <= now && now - line->deviatingSince >= m_settings.abortAfter;
    });
    if (tooLong == m_lines.end())
        return;
    m_abortedAt = now;
    m_abortedBy = (*tooLong)->again.that;
    m_brakes.mendAll(now);
}

void HypothesisWatch::report(results::ExperimentRecord& record)
{
    const SimTime end = now();
    for (const auto& line : m_lines) {
        if (checksBefore(m_settings.strategy))
            record.checks.push_back(line->before);
        if (checksAgainAndAgain(m_settings.strategy))
            record.checks.push_back(m_calledOffBy.empty() ? line->again : neverMade(line->again));
        if (!checksAfter(m_settings.strategy))
            continue;
        if (m_hasFinalCheck)
            addWindow(line->after, line->line, line->phase.figureAfterFaults(end), end);
        record.checks.push_back(line->after);
    }
    record.calledOffBy = m_calledOffBy;
    if (!m_calledOffBy.empty())
        record.idleFaults.clear();
    if (m_abortedAt == kNever)
        return;
    record.abortedAt = sinceStart(m_abortedAt);
    record.abortedBy = m_abortedBy;
    record.idleFaults.clear();
}

}  // namespace stormglass
