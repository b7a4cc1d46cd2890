// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/frame_taker.h"

#include <algorithm>
#include <utility>

namespace stormglass {

using results::RunEvent;
using results::SubjectKind;

namespace {

/// Finer spans would only cost: no figure of a frame could be told from those of the next.
constexpr Duration kShortestSpan = 1us;

void addFlow(std::vector<std::string>& names, const std::string& name)
{
    if (std::ranges::find(names, name) == names.end())
        names.push_back(name);
}

}  // namespace

results::Roster rosterOf(const spec::Scenario& scenario, const Wiring& wiring)
{
    results::Roster roster;
    for (const spec::Component& component : scenario.topology.components)
        roster.components.push_back(component.name);
    for (const spec::Channel& channel : wiring.channels)
        roster.channels.push_back(channel.name);
    for (const spec::Flow& flow : scenario.flows)
        addFlow(roster.flows, flow.name);
    for (const spec::Workload& workload : scenario.workload) {
        if (workload.flow.empty())
            addFlow(roster.flows, workload.name);
    }
    for (std::size_t cause = 0; cause < kDropCauses; ++cause)
        roster.dropCauses.emplace_back(nameOf(static_cast<DropCause>(cause)));
    for (std::size_t cause = 0; cause < kLossCauses; ++cause)
        roster.lossCauses.emplace_back(nameOf(static_cast<LossCause>(cause)));
    for (std::size_t cause = 0; cause < kRedeliveryCauses; ++cause)
        roster.redeliveryCauses.emplace_back(nameOf(static_cast<RedeliveryCause>(cause)));
    return roster;
}

/// A component: a station, or a database, or one whose instances are all that can be told.
struct FrameTaker::Part {
    const std::string& name;
    std::size_t instances = 0;  ///< Of all but stations.
    Station* station = nullptr;
    std::optional<ServerGauge> gauge = {};
    const Broker* broker = nullptr;
    std::size_t told = 0;  ///< Of its notices.
};

FrameTaker::FrameTaker(Model& model, const results::Roster& roster, Conductor& conductor, const RunHooks& hooks)
    : m_model(model), m_roster(roster), m_conductor(conductor), m_hooks(hooks), m_impacts(model)
{
    for (const std::string& name : roster.components) {
        Part& part = m_parts.emplace_back(Part{.name = name, .instances = model.instanceCount(name)});
        if (const auto station = model.stations.find(name); station != model.stations.end()) {
            part.station = station->second.get();
            part.gauge.emplace(part.station->probe());
        } else if (const auto database = model.databases.find(name); database != model.databases.end()) {
            part.gauge.emplace(database->second->probe());
        } else if (const auto broker = model.brokers.find(name); broker != model.brokers.end()) {
            part.broker = broker->second.get();
        }
    }
    for (const ChannelRuntime& channel : model.channels)
        m_channels.emplace_back(channel.probe);
    for (const std::string& name : roster.flows)
        m_flows.emplace_back(*model.trackers.at(name));
    m_frame.components.resize(m_parts.size());
    m_frame.channels.resize(m_channels.size());
    m_frame.flows.resize(m_flows.size());
    askForSpan(kStartOfRun);
}

FrameTaker::~FrameTaker() = default;

void FrameTaker::askForSpan(SimTime now)
{
    const Duration span = m_hooks.frameSpan();
    if (span == m_span)
        return;
    m_span = span;
    m_conductor.observe(*this, std::max(nextLook(), now));
}

/// Not at the end of the run, which the last frame tells of.
SimTime FrameTaker::nextLook() const
{
    const spec::RunSettings& run = m_model.spec.run;
    if (m_span <= Duration::zero())
        return kNever;
    const SimTime next = m_last + std::max(m_span, kShortestSpan);
    return next < SimTime{run.duration} + run.drain ? next : kNever;
}

SimTime FrameTaker::look(SimTime at)
{
    take(at, false);
    m_span = m_hooks.frameSpan();
    return nextLook();
}

void FrameTaker::settle()
{
    for (Part& part : m_parts) {
        if (part.gauge)
            part.gauge->settle();
    }
}

void FrameTaker::rebase()
{
    for (Part& part : m_parts) {
        if (part.gauge)
            part.gauge->rebase();
    }
}

void FrameTaker::finish(SimTime now)
{
    if (now > m_last && (m_hasTold || m_span > Duration::zero()))
        take(now, true);
}

void FrameTaker::take(SimTime at, bool isOver)
{
    if (!std::exchange(m_hasTold, true))
        m_hooks.introduced(m_roster);
    m_frame.at = toSeconds(at.time_since_epoch());
    m_frame.span = toSeconds(at - m_last);
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        if (m_parts[i].gauge)
            m_parts[i].gauge->read(at, m_frame.components[i]);
        readInstances(m_parts[i], m_frame.components[i]);
    }
    for (std::size_t i = 0; i < m_channels.size(); ++i)
        m_channels[i].read(m_frame.channels[i]);
    for (std::size_t i = 0; i < m_flows.size(); ++i)
        m_flows[i].read(m_frame.flows[i]);
    m_frame.traffic = m_model.world.witness->takeTraffic();
    m_frame.impacts.clear();
    takeEvents(at);
    m_impacts.tell(at, isOver, m_frame.events, m_frame.impacts);
    std::ranges::stable_sort(m_frame.events, {}, &RunEvent::at);
    m_last = at;
    m_hooks.framed(m_frame);
}

void FrameTaker::readInstances(const Part& part, results::ComponentState& state) const
{
    state.instances = static_cast<std::int64_t>(part.instances);
    state.up = 0;
    if (part.station != nullptr) {
        state.instances = static_cast<std::int64_t>(part.station->deployedCount());
        for (std::size_t i = 0; i < part.station->instanceCount(); ++i)
            state.up += part.station->instance(i).isUp() ? 1 : 0;
        return;
    }
    for (std::size_t i = 0; i < part.instances; ++i)
        state.up += m_model.isDown(part.name, i) ? 0 : 1;
}

void FrameTaker::takeEvents(SimTime at)
{
    m_frame.events.clear();
    takeFaults(at);
    takeNotices();
    for (const InstanceChange& change : m_model.world.witness->takeChanges()) {
        const std::string& name = m_roster.components[change.component];
        const bool isOne = m_model.instanceCount(name) == 1;
        m_frame.events.push_back({.kind = change.isUp ? RunEvent::Kind::InstanceUp : RunEvent::Kind::InstanceDown,
                                  .at = toSeconds(change.at.time_since_epoch()),
                                  .subjectKind = SubjectKind::Component,
                                  .subject = name,
                                  .text = (isOne ? name : name + '/' + std::to_string(change.instance + 1))
                                      + (change.isUp ? " is up" : " is down")});
    }
}

void FrameTaker::takeNotices()
{
    for (Part& part : m_parts) {
        for (; part.broker != nullptr && part.told < part.broker->notices().size(); ++part.told) {
            const BrokerNotice& notice = part.broker->notices()[part.told];
            m_frame.events.push_back({.kind = notice.isOver ? RunEvent::Kind::LimitKept : RunEvent::Kind::LimitExceeded,
                                      .at = toSeconds(notice.at.time_since_epoch()),
                                      .subjectKind = SubjectKind::Component,
                                      .subject = part.name,
                                      .text = notice.text});
        }
    }
}

void FrameTaker::takeFaults(SimTime at)
{
    const auto isNew = [&](SimTime instant) {
        return instant <= at && (instant > m_last || (m_last == kStartOfRun && instant == kStartOfRun));
    };
    const auto add = [&](RunEvent::Kind kind, SimTime instant, const spec::Fault& fault) {
        m_frame.events.push_back({.kind = kind,
                                  .at = toSeconds(instant.time_since_epoch()),
                                  .subjectKind = SubjectKind::Fault,
                                  .subject = fault.name,
                                  .text = phraseOf(fault)});
    };
    for (const FaultRecord& record : m_model.faults) {
        for (const FaultSpan& span : record.spans) {
            if (isNew(span.begin))
                add(RunEvent::Kind::FaultBegan, span.begin, record.fault);
            if (isNew(span.end))
                add(RunEvent::Kind::FaultEnded, span.end, record.fault);
        }
    }
}

}  // namespace stormglass
