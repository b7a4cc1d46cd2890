// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Flows: business transactions, independent of how they are built.
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::spec {

/// One step of a flow: an operation of one component with a local transaction.
struct Step {
    std::string name;
    std::string component;
    std::vector<std::string> after;  ///< Steps that must have succeeded before. Empty: the entry step.
    Distribution time;               ///< Service time of the step's work.
    std::string store;               ///< Database that holds the effect; empty: the effect costs no query.
    double rejection = 0;            ///< Share of flows in which the business says no (declined, out of stock).
    std::string compensation;        ///< Name of the undoing operation; empty: the step cannot be undone.
    Distribution compensationTime;   ///< Service time of the compensation.
    bool isOptional = false;         ///< The flow is complete without it, and its failure changes nothing.

    bool operator==(const Step&) const = default;
};

/// A business transaction. The first step is done by the component that receives the request.
struct Flow {
    std::string name;
    std::string client;                            ///< Component that asks.
    std::vector<std::string> via;                  ///< Gateways the request passes, in order.
    Duration deadline = std::chrono::seconds{30};  ///< Completed after this is late: throughput but not goodput.
    std::int64_t messageSize = 1024;               ///< Bytes of each message of the flow.
    std::vector<Step> steps;

    bool operator==(const Flow&) const = default;
};

void describe(FieldVisitor& visit, Step& step);
void describe(FieldVisitor& visit, Flow& flow);

}  // namespace stormglass::spec
