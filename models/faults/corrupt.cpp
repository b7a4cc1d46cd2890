// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/corrupt.h"

#include "models/faults/message_share.h"

namespace stormglass {

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Corrupt& settings, RandomStream draws)
{
    return std::make_unique<MessageShare>(model, settings.messages, MessageShare::Choice{.share = settings.share}, draws,
                                          [](Publishing& publishing) { publishing.message.flaw = Flaw::Corrupt; });
}

}  // namespace stormglass
