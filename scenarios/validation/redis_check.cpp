// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a Redis of this size can never answer.
#include "scenarios/validation/context.h"

namespace stormglass {

void checkRedis(ValidationContext& context, std::size_t index)
{
    const spec::Component& component = context.scenario().topology.components[index];
    const auto* redis = std::get_if<spec::RedisSettings>(&component.settings);
    if (redis == nullptr)
        return;
    const std::int64_t replicas = redis->placement.instances - 1;
    if (redis->waitReplicas > replicas)
        context.error(context.names().components.pointerOf(index) + "/WAIT",
                      "expected at most " + std::to_string(replicas) + ", the replicas among the instances of \"" + component.name
                          + "\": every WAIT would time out; found " + std::to_string(redis->waitReplicas));
}

}  // namespace stormglass
