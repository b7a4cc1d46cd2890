// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/run_reply.h"

namespace stormglass {

void addReply(analysis::DesignRuns& runs, Reply reply, const std::string& place)
{
    if (auto* result = std::get_if<results::RunResult>(&reply))
        runs.results.push_back(std::move(*result));
    else if (const auto* breakdown = std::get_if<Breakdown>(&reply))
        runs.failures.push_back(place + breakdown->message);
    else if (const auto* rejection = std::get_if<Rejection>(&reply)) {
        for (const Issue& issue : rejection->issues)
            runs.failures.push_back(place + "the worker refused " + issue.pointer + ": " + issue.message);
    }
}

}  // namespace stormglass
