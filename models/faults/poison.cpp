// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/poison.h"

#include "models/faults/message_share.h"

namespace stormglass {

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Poison& settings, RandomStream draws)
{
    return std::make_unique<MessageShare>(model, settings.messages, MessageShare::Choice{.share = settings.share, .nth = settings.nth}, draws,
                                          [](Publishing& publishing) {
                                              // What cannot even be read is not worked on.
                                              if (publishing.message.flaw == Flaw::None)
                                                  publishing.message.flaw = Flaw::Poison;
                                          });
}

}  // namespace stormglass
