// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/flow.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, Step& step)
{
    visit.name("name", step.name, {.help = "Name of the step.", .isRequired = true});
    visit.reference("component", step.component, RefersTo::Component,
                    {.help = "Component that does the step.", .isRequired = true});
    visit.references("after", step.after, RefersTo::Step,
                     {.help = "Steps that must have succeeded before. Only the first step of a flow has none."});
    visit.distribution("time", step.time, {.help = "Service time of the step: how long it holds a worker."});
    visit.reference("store", step.store, RefersTo::Store, {.help = "Database that the step commits to."});
    visit.ratio("rejection", step.rejection,
                {.help = "Share of flows in which the business refuses this step: payment declined, out of stock."});
    visit.name("compensation", step.compensation,
               {.help = "Name of the operation that undoes the step. Absent: it cannot be undone."});
    visit.distribution("compensation_time", step.compensationTime, {.help = "Service time of the compensation."});
    visit.flag("optional", step.isOptional,
               {.help = "The flow is complete without this step, and its failure does not undo the others."});
}

void describe(FieldVisitor& visit, Flow& flow)
{
    visit.name("name", flow.name, {.help = "Name of the flow.", .isRequired = true});
    visit.reference("client", flow.client, RefersTo::Component,
                    {.help = "Client component that starts the flow.", .isRequired = true});
    visit.references("via", flow.via, RefersTo::Component,
                     {.help = "Gateways that the request passes on its way to the first step, in order."});
    visit.duration("deadline", flow.deadline,
                   {.help = "A flow that completes later than this counts as late: throughput, but not goodput."});
    visit.bytes("message_size", flow.messageSize, {.help = "Size of each message of the flow.", .min = 1, .max = 1e9});
    visit.list("steps", flow.steps, {.help = "The steps; the first one is the entry.", .min = 1, .max = 32,
                                     .isRequired = true});
}

}  // namespace stormglass::spec
