// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/platform/completion.h"

#include "simcore/platform/conductor.h"

namespace stormglass {

void Completion::cancel()
{
    if (m_conductor != nullptr)
        m_conductor->cancel(*this);
}

void Completion::fire()
{
    m_conductor->finish(*this);  // from here on it may be used again
    if (m_hasFailed)
        failed(m_failure);
    else
        completed();
}

}  // namespace stormglass
