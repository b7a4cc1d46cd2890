// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The events of a load generator. Included by it only.
#pragma once

#include "models/workload/load_generator.h"

namespace stormglass {

class LoadGenerator::Arrival final : public Event {
public:
    explicit Arrival(LoadGenerator& generator) : m_generator(generator) { }
    void fire() override;

private:
    LoadGenerator& m_generator;
};

/// One request under way, or one user of a closed loop. As an event it is the client's timeout, or the end of thinking.
class LoadGenerator::ClientCall final : public Event, public CompletionTarget {
public:
    ClientCall(LoadGenerator& generator, std::uint32_t userNumber) : user(userNumber), m_generator(generator) { }

    void fire() override;
    void completed(Outcome outcome) override;

    TransactionRef transaction;  ///< None while a user thinks.
    CompletionId reply;
    std::uint32_t user;    ///< In a closed loop, which of them.
    bool hasLeft = false;  ///< The user.

private:
    LoadGenerator& m_generator;
};

}  // namespace stormglass
