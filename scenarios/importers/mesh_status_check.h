// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// StatusCheck, a node of a Workflow of Chaos Mesh that asks a URL.
#pragma once

#include "scenarios/importers/import_context.h"

namespace stormglass {

/// Adds what must hold so that the URL answers to the hypothesis of the import, or tells why there is nothing to add.
/// Returns how long the node takes: a check that goes on takes as long as its deadline.
///
/// Names and defaults: chaos-mesh api/v1alpha1/statuscheck_types.go (timeoutSeconds 1, intervalSeconds 10, failureThreshold 3).
[[nodiscard]] Duration readStatusCheck(ImportContext& context, const Json& node, const std::string& pointer,
                                       Duration deadline);

}  // namespace stormglass
