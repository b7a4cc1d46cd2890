// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenarios/validation/context.h"

namespace stormglass {

/// Of the cluster at the pointer, which has that name.
void checkKafkaTransactions(ValidationContext& context, const spec::KafkaSettings& kafka, const std::string& pointer,
                            const std::string& broker);

}  // namespace stormglass
