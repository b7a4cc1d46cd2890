// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/streaming/stream_job.h"

#include "models/services/interpreter_parts.h"
#include "models/services/pending_reply.h"
#include "simcore/base/check.h"
#include "simcore/measure/histogram_seconds.h"
#include "simcore/process/delay.h"
#include "simcore/process/scope.h"

#include <algorithm>

namespace stormglass {

/// A record that is counted and not yet settled: no checkpoint may come between.
class StreamJob::InHand {
public:
    explicit InHand(StreamJob& job) : m_job(job) { ++m_job.m_inHand; }
    InHand(const InHand&) = delete;
    InHand& operator=(const InHand&) = delete;
    ~InHand()
    {
        // It is settled at this instant, but after this.
        if (--m_job.m_inHand == 0 && m_job.m_isAligning)
            m_job.m_isAligned.startIn(Duration::zero());
    }

private:
    StreamJob& m_job;
};

/// A consumer that waits for the sink.
class StreamJob::Blocked {
public:
    explicit Blocked(StreamJob& job) : m_job(job) { m_job.m_blocked.add(now(), 1); }
    Blocked(const Blocked&) = delete;
    Blocked& operator=(const Blocked&) = delete;
    ~Blocked() { m_job.m_blocked.add(now(), -1); }

private:
    [[nodiscard]] SimTime now() const { return m_job.m_station.world().now(); }

    StreamJob& m_job;
};

StreamJob::StreamJob(Station& station, const spec::StreamProcessorSettings& settings, std::size_t partitions,
                     Instructions sink, RandomStream delays)
    : m_station(station)
    , m_settings(settings)
    , m_eventDelay(settings.eventDelay)
    , m_delays(delays)
    , m_windows(settings, partitions)
    , m_kept(settings, partitions)
    , m_nextCheckpoint(station.world().calendar, [this] { beginCheckpoint(); })
    , m_isAligned(station.world().calendar, [this] { checkpoint(); })
    , m_endOfPause(station.world().calendar, [this] { goOn(); })
    , m_barrier(station.world().calendar)
{
    for (Instruction& each : sink)
        m_sinks.push_back({std::move(each)});
}

void StreamJob::start()
{
    if (m_settings.checkpointInterval > Duration::zero())
        m_nextCheckpoint.startIn(m_settings.checkpointInterval);
}

void StreamJob::cancelTimers()
{
    for (Timer* timer : {&m_nextCheckpoint, &m_isAligned, &m_endOfPause})
        timer->cancel();
    m_barrier.cancelAll();
}

/// An open window is as it should be: its events are counted, and complete.
void StreamJob::letGoOfEvents()
{
    m_windows.letGoOfEvents();
    m_kept.letGoOfEvents();
}

void StreamJob::clear()
{
    cancelTimers();
    m_waiting.clear();
    m_windows = m_kept = Windows(m_settings, 0);  // lets go of the events
}

Task<ProgramEnd> StreamJob::run(Activation& a)
{
    while (isStopped()) {
        PendingReply reply(a.world().completions);
        m_waiting.push_back(reply.id());
        static_cast<void>(co_await reply.within(Duration::zero()));
        if (interpreter::isPaused(a)) [[unlikely]]
            co_await interpreter::goOn(a);
    }
    const InHand inHand(*this);
    // The same at each reading, so that a repeated record falls into the same window.
    RandomStream delays = m_delays.at(a.transaction->number);
    const SimTime eventAt = a.transaction->startedAt - m_eventDelay.sample(delays);
    ++m_records;
    ++m_sinceCheckpoint;
    const std::uint64_t key = a.transaction->key % static_cast<std::uint64_t>(m_settings.keys);
    const std::size_t windows = m_windows.add(eventAt, key, a.transaction);
    m_added += static_cast<std::int64_t>(windows);
    m_late += windows == 0 ? 1 : 0;
    m_windows.see(a.partition, eventAt, a.world().now());
    if (const std::vector<WindowId> due = m_windows.takeDue(); !due.empty())
        co_await send(a, due);
    co_return ProgramEnd{};
}

/// The consumer does not go on until the sink has taken the results: this is the back-pressure.
Task<> StreamJob::send(Activation& a, const std::vector<WindowId>& due)
{
    const Blocked blocked(*this);
    m_windows.heldUp(a.world().now());
    std::size_t open = due.size();
    PendingReply allOut(a.world().completions);
    Scope results(a.world().calendar);
    for (const WindowId& id : due)
        results.spawn(sendOne(a, id, open, allOut.id()));
    static_cast<void>(co_await allOut.within(Duration::zero()));
    if (interpreter::isPaused(a)) [[unlikely]]
        co_await interpreter::goOn(a);
    m_windows.goesOn(a.world().now());
}

Task<> StreamJob::sendOne(Activation& a, WindowId id, std::size_t& open, CompletionId allOut)
{
    Activation result{.instance = a.instance, .transaction = m_windows.at(id).newest};
    for (const Instructions& sink : m_sinks)
        co_await put(result, sink);
    resultIsOut(id);
    if (--open == 0)
        a.world().completions.resolve(allOut, Outcome::Ok);
}

/// What it refuses is tried again every second until it is taken; what another one has taken already is not. (Flink's JDBC sink
/// gives up after execution.max-retries, and the job is started again from its checkpoint.)
Task<> StreamJob::put(Activation& result, const Instructions& sink)
{
    constexpr Duration kRetryWait = std::chrono::seconds{1};
    ProgramEnd end = co_await interpreter::runProgram(result, sink);
    while (end.hasFailed()) {
        co_await delay(kRetryWait);
        if (interpreter::isPaused(result)) [[unlikely]]
            co_await interpreter::goOn(result);
        end = co_await interpreter::runProgram(result, sink);
    }
}

void StreamJob::resultIsOut(const WindowId& id)
{
    const Windows::Window& window = m_windows.at(id);
    ++m_results;
    m_reported += static_cast<std::int64_t>(window.count);
    if (m_mayRepeat.erase(id) > 0)
        ++m_duplicates;
    else
        m_counted += window.count;
    m_delay.record(std::max(Duration::zero(), m_station.world().now() - window.newestAt));
    if (m_settings.checkpointInterval > Duration::zero())
        m_sent.insert(id);
    m_windows.remove(id);
}

void StreamJob::beginCheckpoint()
{
    if (isAnyDown()) {
        m_nextCheckpoint.startIn(m_settings.checkpointInterval);
        return;
    }
    m_isAligning = true;
    m_alignedSince = m_station.world().now();
    if (m_inHand == 0)
        checkpoint();
}

bool StreamJob::isAnyDown() const
{
    for (std::size_t i = 0; i < m_station.instanceCount(); ++i)
        if (!m_station.instance(i).isUp())
            return true;
    return false;
}

Instance* StreamJob::findPaused() const
{
    for (std::size_t i = 0; i < m_station.instanceCount(); ++i)
        if (m_station.instance(i).condition().isPaused())
            return &m_station.instance(i);
    return nullptr;
}

Task<> StreamJob::awaitBarrier()
{
    while (Instance* const paused = findPaused())
        co_await paused->condition().goesOn().wait();
    m_isAligned.startIn(Duration::zero());
}

void StreamJob::checkpoint()
{
    if (!m_isAligning || m_inHand > 0)
        return;
    if (findPaused() != nullptr) {  // its barrier does not come through
        if (m_barrier.empty())
            m_barrier.spawn(awaitBarrier());
        return;
    }
    m_isAligning = false;
    m_isPausing = true;
    for (std::size_t i = 0; i < m_station.instanceCount(); ++i)
        m_station.instance(i).commit();
    m_kept = m_windows;
    m_sent.clear();
    m_sinceCheckpoint = 0;
    ++m_checkpoints;
    m_alignment.record(m_station.world().now() - m_alignedSince);
    m_endOfPause.startIn(m_settings.checkpointPause);
    // From start to start, and one at a time (Flink: max-concurrent-checkpoints 1).
    m_nextCheckpoint.startIn(std::max(m_settings.checkpointPause, m_alignedSince + m_settings.checkpointInterval - m_station.world().now()));
}

void StreamJob::goOn()
{
    m_isPausing = false;
    for (const CompletionId id : std::exchange(m_waiting, {}))
        m_station.world().completions.resolve(id, Outcome::Ok);
}

void StreamJob::instanceDied(std::size_t index)
{
    if (m_isRestarting || m_hasFailed)
        return;
    m_hasFailed = !spec::isRestarted(m_settings);
    m_isRestarting = true;
    for (std::size_t i = 0; i < m_station.instanceCount(); ++i) {
        if (i == index || !m_station.instance(i).isUp())
            continue;
        m_station.crash(i, false);
        m_station.restart(i);
    }
    m_isRestarting = false;
    const SimTime now = m_station.world().now();
    m_isAligning = m_isPausing = false;
    m_waiting.clear();
    cancelTimers();
    m_mayRepeat.merge(m_sent);
    m_sent.clear();
    m_undone += static_cast<std::int64_t>(m_windows.content()) - static_cast<std::int64_t>(m_kept.content());
    m_windows = m_kept;
    m_windows.restart(now);
    const std::uint64_t undone = std::exchange(m_sinceCheckpoint, 0);
    if (m_hasFailed)
        return;
    if (m_settings.checkpointInterval > Duration::zero())
        m_repeated += undone;
    m_restarts += std::exchange(m_restartedAt, now) == now ? 0 : 1;  // several that die at once are one
    start();
}

void StreamJob::endWarmUp()
{
    m_added = static_cast<std::int64_t>(m_windows.content());
    m_reported = m_undone = 0;
    m_records = m_repeated = m_late = m_results = m_counted = m_duplicates = m_checkpoints = m_restarts = 0;
    m_blocked.reset(m_station.world().now());
    m_delay.reset();
    m_alignment.reset();
}

void StreamJob::addFigures(const AddFigure& add) const
{
    const std::uint64_t open = m_windows.content();
    SIM_CHECK(m_added == m_reported + m_undone + static_cast<std::int64_t>(open),
              "the windows of " + m_station.settings().name + " do not balance");
    add("records", static_cast<double>(m_records), m_records);
    add("records.repeated", static_cast<double>(m_repeated), m_records);
    add("late_events", static_cast<double>(m_late), m_records);
    add("results", static_cast<double>(m_results), m_results);
    add("results.counted", static_cast<double>(m_counted), m_results);
    add("results.open", static_cast<double>(open), m_results);
    add("results.duplicates", static_cast<double>(m_duplicates), m_results);
    add("result_delay.p50", quantileInSeconds(m_delay, 0.5), m_delay.count());
    add("result_delay.p99", quantileInSeconds(m_delay, 0.99), m_delay.count());
    add("backpressure", m_blocked.integral(m_station.world().now()) * 1e-9, m_results);
    add("checkpoints", static_cast<double>(m_checkpoints), m_checkpoints);
    add("alignment.p99", quantileInSeconds(m_alignment, 0.99), m_alignment.count());
    add("job_restarts", static_cast<double>(m_restarts), m_restarts);
}

}  // namespace stormglass
