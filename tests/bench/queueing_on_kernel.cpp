// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/queueing.h"

#include "simcore/calendar/calendar.h"
#include "simcore/measure/histogram.h"
#include "simcore/process/delay.h"
#include "simcore/process/resource.h"
#include "simcore/process/scope.h"
#include "simcore/process/task.h"
#include "simcore/random/random_streams.h"
#include "simcore/random/sample_source.h"

#include <deque>

namespace stormglass::bench {

namespace {

/// As a model uses the kernel: a stream for each purpose, every latency in a histogram.
class KernelModel {
public:
    KernelModel(const Tandem& tandem, const RandomStreams& streams)
        : m_interarrival(exponential(tandem.meanInterarrival), streams.stream("source", "interarrival"))
        , m_service(exponential(tandem.meanService), streams.stream("stations", "service"))
        , m_messages(m_calendar)
    {
        for (int i = 0; i < tandem.stations; ++i)
            m_stations.emplace_back(static_cast<std::size_t>(tandem.servers));
    }

    TandemResult run(std::uint64_t messages)
    {
        m_messages.spawn(source(messages));
        m_calendar.runUntil(kNever);
        return {m_latencies.mean() * 1e-9, static_cast<double>(m_latencies.quantile(0.99)) * 1e-9};
    }

private:
    static Distribution exponential(double meanSeconds)
    {
        return {distribution::Exponential{fromSeconds(meanSeconds)}};
    }

    Task<> source(std::uint64_t messages)
    {
        for (std::uint64_t i = 0; i < messages; ++i) {
            co_await delay(m_interarrival.next());
            m_messages.spawn(message());
        }
    }

    Task<> message()
    {
        const SimTime born = m_calendar.now();
        for (Resource& station : m_stations) {
            const Lease server = co_await station.acquire();
            co_await delay(m_service.next());
        }
        m_latencies.record(m_calendar.now() - born);
    }

    Calendar m_calendar;
    SampleSource m_interarrival;
    SampleSource m_service;
    std::deque<Resource> m_stations;
    Histogram m_latencies;
    Scope m_messages;
};

}  // namespace

TandemResult runOnKernel(const Tandem& tandem, std::uint64_t messages, std::uint64_t seed)
{
    return KernelModel(tandem, RandomStreams(seed, 0)).run(messages);
}

}  // namespace stormglass::bench
