// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/validation/operations.h"

#include "simcore/base/quantity_text.h"

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

class WorkloadCheck {
public:
    WorkloadCheck(ValidationContext& context, std::size_t index)
        : m_context(context), m_workload(context.scenario().workload[index]),
          m_pointer(context.names().workload.pointerOf(index))
    {
    }

    void run()
    {
        if (m_workload.flow.empty())
            checkRequest();
        else
            checkFlow();
        if (m_workload.keys == 0 && m_workload.zipfExponent != 0)
            m_context.error(m_pointer + "/zipf_exponent", "expected \"keys\" beside it, whose popularity it is");
        std::visit([this](const auto& arrivals) { checkArrivals(arrivals); }, m_workload.arrivals);
    }

private:
    void checkFlow()
    {
        for (const auto& [key, value] : {std::pair("client", &m_workload.client), std::pair("component", &m_workload.component),
                                         std::pair("operation", &m_workload.operation)}) {
            if (!value->empty())
                m_context.error(m_pointer + '/' + key, "expected nothing beside \"flow\", which says it already");
        }
        if (m_workload.messageSize != spec::Workload{}.messageSize)
            m_context.error(m_pointer + "/message_size", "expected nothing beside \"flow\", which has a message_size of its own");
        if (m_context.scenario().designs.empty() && m_context.names().designs.isComplete()
            && m_context.names().flows.contains(m_workload.flow))
            m_context.error(m_pointer + "/flow", "the flow \"" + m_workload.flow + "\" needs at least one design that builds it");
    }

    void checkRequest()
    {
        if (m_workload.client.empty() && m_workload.component.empty() && m_workload.operation.empty()) {
            return m_context.error(m_pointer + "/flow",
                                   "missing: a workload has a flow, or a client, a component and an operation");
        }
        for (const auto& [key, value] : {std::pair("client", &m_workload.client), std::pair("component", &m_workload.component),
                                         std::pair("operation", &m_workload.operation)}) {
            if (value->empty())
                m_context.error(m_pointer + '/' + key, "missing: without a flow, a workload has a client, a component and an operation");
        }
        m_context.requireComponent(m_pointer + "/client", m_workload.client, clients());
        requireOperation(m_context, m_pointer, m_workload.component, m_workload.operation);
    }

    void checkArrivals(const spec::RampArrivals& ramp)
    {
        if (ramp.from <= 0 && ramp.to <= 0)
            m_context.error(m_pointer + "/to", "expected a rate above 0/s at one end at least");
    }

    void checkArrivals(const spec::BurstyArrivals& bursty)
    {
        if (bursty.calmRate <= 0 && bursty.burstRate <= 0)
            m_context.error(m_pointer + "/burst_rate", "expected one of the two rates above 0/s");
        else if (bursty.burstRate < bursty.calmRate)
            m_context.warning(m_pointer + "/burst_rate", "is lower than calm_rate");
    }

    void checkArrivals(const spec::DiurnalArrivals& diurnal)
    {
        if (diurnal.mean <= 0)
            m_context.error(m_pointer + "/mean", "expected more than 0/s");
    }

    template <class Arrivals>
    void checkArrivals(const Arrivals&)
    {
    }

    ValidationContext& m_context;
    const spec::Workload& m_workload;
    const std::string m_pointer;
};

double meanRate(const spec::PoissonArrivals& arrivals) { return arrivals.rate; }
double meanRate(const spec::ConstantArrivals& arrivals) { return arrivals.rate; }
double meanRate(const spec::RampArrivals& arrivals) { return std::max(arrivals.from, arrivals.to); }
double meanRate(const spec::BurstyArrivals& arrivals) { return std::max(arrivals.calmRate, arrivals.burstRate); }
double meanRate(const spec::DiurnalArrivals& arrivals) { return arrivals.mean; }
double meanRate(const spec::ClosedLoop&) { return 0; }

/// Somebody who writes "200k/s" for "200/s" should hear of it before waiting for the result.
void checkAmount(ValidationContext& context)
{
    constexpr double kMuch = 1e9;
    const spec::Scenario& scenario = context.scenario();
    double requests = 0;
    for (const spec::Workload& workload : scenario.workload)
        requests += std::visit([](const auto& arrivals) { return meanRate(arrivals); }, workload.arrivals);
    requests *= toSeconds(scenario.run.duration);
    if (requests > kMuch) {
        context.warning("/workload", "about " + numberToText(std::round(requests / 1e9))
                            + " thousand million requests in each run: that takes hours");
    }
}

}  // namespace

void checkWorkload(ValidationContext& context)
{
    const spec::Scenario& scenario = context.scenario();
    for (std::size_t i = 0; i < scenario.workload.size(); ++i)
        WorkloadCheck(context, i).run();
    checkAmount(context);
    if (scenario.workload.empty() && context.names().workload.isComplete())
        context.warning("", "there is no workload: nothing will happen");
}

}  // namespace stormglass
