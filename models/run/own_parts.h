// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What makes a kind of store or reader different from a plain server or service.
#pragma once

#include "models/run/model.h"

namespace stormglass {

/// Gives the component what its kind has. Precondition: all components are there.
void addOwnParts(Model& model, const spec::Component& component);

}  // namespace stormglass
