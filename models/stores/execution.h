// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A query that a database executes. Included by the database only.
#pragma once

#include "models/stores/database.h"

namespace stormglass {

class Database::Execution final : public Event {
public:
    explicit Execution(Database& database) : m_database(database) { }
    void fire() override;

    Query query;
    SimTime endsAt{};
    Duration left{};  ///< While the database is paused.

private:
    Database& m_database;
};

}  // namespace stormglass
