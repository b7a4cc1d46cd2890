// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From the replies of workers to the runs of a design.
#pragma once

#include "scenarios/worker_protocol.h"
#include "models/analysis/report_builder.h"

namespace stormglass {

/// Takes what a run yielded, or why it yielded nothing. \p place stands before the reason.
void addReply(analysis::DesignRuns& runs, Reply reply, const std::string& place = {});

}  // namespace stormglass
