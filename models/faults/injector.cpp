// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/injector.h"

#include <algorithm>

namespace stormglass {

/// One fault with its occurrences: as an event it is the next beginning, step of a ramp, or end.
class FaultInjector::Scheduled final : public Event {
public:
    Scheduled(Model& model, FaultRecord& record)
        : m_model(model)
        , m_spans(record.spans)
        , m_ramp(record.fault.timing.ramp)
        , m_hasStrength(hasStrength(record.fault))
        , m_fault(makeActiveFault(model, record.fault, model.streams.stream(record.fault.name, "fault")))
    {
        awaitNext();
    }

    void fire() override
    {
        const SimTime now = m_model.world.now();
        if (!m_isActive) {
            if (!m_model.mayFaultBegin(now))
                return;
            m_isActive = true;
            m_model.alertWatches(now);
            m_fault->begin(m_model);
            m_step = 0;
            grow();
        } else if (now >= m_spans[m_next].end) {
            m_isActive = false;
            m_fault->end(m_model);
            ++m_next;
            awaitNext();
        } else {
            grow();
        }
    }

    void mend(SimTime now)
    {
        cancel();
        if (m_isActive) {
            m_isActive = false;
            m_fault->end(m_model);
            m_spans[m_next++].end = now;
        }
        m_spans.resize(std::min(m_next, m_spans.size()));
    }

private:
    static constexpr int kRampSteps = 10;

    void awaitNext()
    {
        if (m_next < m_spans.size())
            m_model.world.calendar.schedule(m_spans[m_next].begin, *this);
    }

    void grow()
    {
        const FaultSpan& span = m_spans[m_next];
        m_step = m_ramp == Duration::zero() ? kRampSteps : m_step + 1;
        if (m_hasStrength)
            m_fault->setStrength(m_model, static_cast<double>(m_step) / kRampSteps);
        const SimTime next = m_step < kRampSteps ? std::min(span.begin + m_ramp * m_step / kRampSteps, span.end) : span.end;
        if (next != kNever)
            m_model.world.calendar.schedule(next, *this);
    }

    Model& m_model;
    FaultSpans& m_spans;
    const Duration m_ramp;
    const bool m_hasStrength;
    std::unique_ptr<ActiveFault> m_fault;
    std::size_t m_next = 0;  // the occurrence that is awaited or lasts
    int m_step = 0;          // of its ramp
    bool m_isActive = false;
};

FaultInjector::FaultInjector(Model& model)
{
    for (FaultRecord& record : model.faults)
        m_faults.push_back(std::make_unique<Scheduled>(model, record));
}

FaultInjector::~FaultInjector() = default;

void FaultInjector::mendAll(SimTime now)
{
    for (const auto& fault : m_faults)
        fault->mend(now);
}

}  // namespace stormglass
