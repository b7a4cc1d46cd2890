// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/field_visitor.h"

#include <string>

namespace stormglass::spec {

/// Which events a subscription takes. Without any for a subscriber it takes all.
struct EventFilter {
    std::string subscriber;
    std::string event;  ///< Or what its name begins with, up to a dot.
    bool operator==(const EventFilter&) const = default;
};

void describe(FieldVisitor& visit, EventFilter& filter);

}  // namespace stormglass::spec
