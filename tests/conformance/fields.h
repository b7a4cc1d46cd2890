// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Between JSON and the tables of AMQP.
#pragma once

#include "models/brokers/rabbitmq/amqp/message.h"
#include "tests/conformance/experiment.h"

namespace stormglass::conformance {

[[nodiscard]] rabbitmq::amqp::Table readTable(const Json& json);
/// With x-death and what goes with it, its times replaced by "<timestamp>".
[[nodiscard]] Json headersOf(const rabbitmq::amqp::Message& message);

}  // namespace stormglass::conformance
