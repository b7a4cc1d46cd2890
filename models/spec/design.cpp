// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/design.h"

#include "simcore/base/one_of_members.h"

namespace stormglass {
template class OneOf<spec::StyleKinds>;
}

namespace stormglass::spec {

std::span<const std::string_view> namesOf(CallOrder)
{
    static constexpr std::string_view kNames[] = {"from-owner", "chain", "parallel"};
    return kNames;
}

std::span<const std::string_view> namesOf(OutboxRelay)
{
    static constexpr std::string_view kNames[] = {"poller", "log-tail"};
    return kNames;
}

Outbox Outbox::through(OutboxRelay relay)
{
    if (relay == OutboxRelay::Poller)
        return {};
    return {.relay = relay, .pollInterval = std::chrono::milliseconds{500}, .batch = 2048};
}

void describe(FieldVisitor& visit, RequestResponse& style)
{
    visit.choice("calls", style.calls,
                 {.help = "from-owner: the first component calls the others in turn. chain: each calls the next. "
                          "parallel: the first calls independent ones at the same time."});
    visit.object("policy", style.policy, {.help = "How each call is waited for and repeated."});
    visit.object("compensation_policy", style.compensationPolicy,
                 {.help = "How the call of a compensation is waited for and repeated."});
}

void describe(FieldVisitor& visit, Outbox& outbox)
{
    visit.flag("enabled", outbox.isEnabled,
               {.help = "Events are rows of the same transaction and leave through a relay. Off: they are published "
                        "after the commit, and a crash between the two loses them.",
                .source = "Transactional outbox pattern"});
    const OutboxRelay before = outbox.relay;
    visit.choice("relay", outbox.relay,
                 {.help = "poller: the component's own instances look into the table. log-tail: a connector reads the database's "
                          "log, also while the component is down; its poll_interval is 500 ms and its batch 2048 unless given.",
                  .source = "Debezium: poll.interval.ms 500, max.batch.size 2048"});
    if (outbox.relay != before) {
        const bool isEnabled = outbox.isEnabled;
        outbox = Outbox::through(outbox.relay);
        outbox.isEnabled = isEnabled;
    }
    visit.duration("poll_interval", outbox.pollInterval,
                   {.help = "poller: it looks for new rows this often. log-tail: it hands on what it has after this, or when it "
                            "has a batch.",
                    .source = "Debezium's poll.interval.ms is 500 ms; relays that are part of a service poll more often",
                    .min = 1e3});
    visit.integer("batch", outbox.batch, {.help = "Rows that one poll takes at most.", .min = 1, .max = 1e6});
}

void describe(FieldVisitor& visit, Choreography& style)
{
    visit.reference("broker", style.broker, RefersTo::Broker,
                    {.help = "Broker that carries the events.", .isRequired = true});
    visit.object("outbox", style.outbox, {.help = "How events leave a component."});
    visit.flag("idempotent_consumers", style.areConsumersIdempotent,
               {.help = "Consumers remember what they have done: a redelivered message changes nothing."});
    visit.object("deduplication", style.deduplication, {.help = "How long consumers remember."});
}

void describe(FieldVisitor& visit, Orchestration& style)
{
    visit.reference("broker", style.broker, RefersTo::Broker,
                    {.help = "Broker that carries commands and replies.", .isRequired = true});
    visit.reference("orchestrator", style.orchestrator, RefersTo::Component,
                    {.help = "Component of kind orchestrator that directs the flow.", .isRequired = true});
    visit.object("outbox", style.outbox, {.help = "How messages leave a component."});
    visit.flag("idempotent_consumers", style.areConsumersIdempotent,
               {.help = "Participants remember what they have done: a redelivered command changes nothing."});
    visit.object("deduplication", style.deduplication, {.help = "How long participants remember."});
}

void describe(FieldVisitor& visit, Design& design)
{
    visit.name("name", design.name, {.help = "Name of the design.", .isRequired = true});
    visit.variant("style", design.style, {.help = "How the flows are built.", .isRequired = true});
}

}  // namespace stormglass::spec
