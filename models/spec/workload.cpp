// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/workload.h"

#include "simcore/base/one_of_members.h"

namespace stormglass {
template class OneOf<spec::ArrivalKinds>;
}

namespace stormglass::spec {

namespace {
constexpr double kMostPerSecond = 1e7;
}

void describe(FieldVisitor& visit, PoissonArrivals& arrivals)
{
    visit.rate("rate", arrivals.rate, {.help = "Mean arrival rate.", .min = 1e-9, .max = kMostPerSecond, .isRequired = true});
}

void describe(FieldVisitor& visit, ConstantArrivals& arrivals)
{
    visit.rate("rate", arrivals.rate, {.help = "Arrival rate.", .min = 1e-9, .max = kMostPerSecond, .isRequired = true});
}

void describe(FieldVisitor& visit, RampArrivals& arrivals)
{
    visit.rate("from", arrivals.from, {.help = "Rate at the start.", .max = kMostPerSecond, .isRequired = true});
    visit.rate("to", arrivals.to, {.help = "Rate at the end.", .max = kMostPerSecond, .isRequired = true});
    visit.duration("over", arrivals.over, {.help = "Time from one to the other.", .min = 1, .isRequired = true});
}

void describe(FieldVisitor& visit, BurstyArrivals& arrivals)
{
    visit.rate("calm_rate", arrivals.calmRate, {.help = "Rate while calm.", .max = kMostPerSecond, .isRequired = true});
    visit.rate("burst_rate", arrivals.burstRate, {.help = "Rate in a burst.", .max = kMostPerSecond, .isRequired = true});
    visit.duration("mean_calm", arrivals.meanCalm, {.help = "Mean length of a calm spell (exponential).", .min = 1});
    visit.duration("mean_burst", arrivals.meanBurst, {.help = "Mean length of a burst (exponential).", .min = 1});
}

void describe(FieldVisitor& visit, DiurnalArrivals& arrivals)
{
    visit.rate("mean", arrivals.mean, {.help = "Mean rate over a period.", .max = kMostPerSecond, .isRequired = true});
    visit.ratio("amplitude", arrivals.amplitude, {.help = "Swing around the mean; 100% reaches zero at night."});
    visit.duration("period", arrivals.period, {.help = "Length of a period.", .min = 1});
}

void describe(FieldVisitor& visit, ClosedLoop& arrivals)
{
    visit.integer("users", arrivals.users, {.help = "Number of users.", .min = 1, .max = 1e6, .isRequired = true});
    visit.distribution("think_time", arrivals.thinkTime, {.help = "Time a user thinks before asking (again)."});
}

void describe(FieldVisitor& visit, Workload& workload)
{
    visit.name("name", workload.name, {.help = "Name of the workload.", .isRequired = true});
    visit.reference("flow", workload.flow, RefersTo::Flow, {.help = "Flow that is started by each arrival."});
    visit.reference("client", workload.client, RefersTo::Component,
                    {.help = "Client that asks, if there is no flow (a flow names its own)."});
    visit.reference("component", workload.component, RefersTo::Component,
                    {.help = "Component that is asked, if there is no flow."});
    visit.reference("operation", workload.operation, RefersTo::Operation,
                    {.help = "Operation of that component, if there is no flow."});
    visit.bytes("message_size", workload.messageSize,
                {.help = "Size of each request and message, if there is no flow (a flow has its own).", .min = 1, .max = 1e9});
    visit.duration("timeout", workload.timeout,
                   {.help = "How long the client waits for an answer.", .source = "Envoy's default route timeout, 15 s",
                    .min = 1});
    visit.integer("keys", workload.keys,
                  {.help = "Keys that the flows share, as orders share customers: partitions, groups and orders of messages go by them. 0: each flow has a key of its own.",
                   .max = 1e6});
    visit.number("zipf_exponent", workload.zipfExponent,
                 {.help = "Popularity: key i is drawn in proportion to 1 / i^exponent; 0: all alike.",
                  .source = "YCSB, zipfian constant 0.99", .max = 5});
    visit.variant("arrivals", workload.arrivals, {.help = "How requests arrive.", .isRequired = true});
}

}  // namespace stormglass::spec
