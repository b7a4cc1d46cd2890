// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/duplicate.h"

#include "models/faults/message_share.h"

namespace stormglass {

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Duplicate& settings, RandomStream draws)
{
    return std::make_unique<MessageShare>(model, settings.messages, MessageShare::Choice{.share = settings.share}, draws,
                                          [gap = settings.gap](Publishing& publishing) { publishing.copies.push_back(gap); });
}

}  // namespace stormglass
