// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A request on its way to, or waiting at, an instance.
#pragma once

#include "models/network/completions.h"
#include "models/transactions/transaction.h"
#include "simcore/base/ids.h"

namespace stormglass {

using OperationId = Id<struct OperationTag>;

struct Request {
    TransactionRef transaction;
    OperationId operation;
    CompletionId reply;      ///< Who waits for the answer; nobody for a one-way request.
    HostId replyTo;
    std::int32_t size = 1024;
    SimTime arrivedAt{};     ///< At the instance.
    SimTime deadline = kNever;  ///< When the caller gives up.
};

/// Something that takes requests. Calls are made at the caller's side; the callee adds the way over the network.
class Endpoint {
public:
    virtual void send(HostId from, Request request) = 0;

protected:
    ~Endpoint() = default;
};

}  // namespace stormglass
