// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/streaming/freshness.h"

#include "models/services/activation.h"
#include "models/stores/database.h"

#include <limits>

namespace stormglass {
namespace {

void addAges(const AddFigure& add, const char* mean, const char* p99, const Histogram& ages)
{
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    add(mean, ages.isEmpty() ? kNone : ages.mean() * 1e-9, ages.count());
    add(p99, ages.isEmpty() ? kNone : static_cast<double>(ages.quantile(0.99)) * 1e-9, ages.count());
}

}  // namespace

Task<ProgramEnd> ProjectionStaleness::run(Activation& a)
{
    m_age.record(a.world().now() - a.publishedAt);
    co_return ProgramEnd{};
}

void ProjectionStaleness::addFigures(const AddFigure& add) const { addAges(add, "staleness.mean", "staleness.p99", m_age); }

Task<ProgramEnd> DashboardStaleness::run(Activation& a)
{
    // While there is nothing in the store there is nothing to be old.
    if (m_store.newestVisible() != SimTime{})
        m_age.record(a.world().now() - m_store.newestVisible());
    co_return ProgramEnd{};
}

void DashboardStaleness::addFigures(const AddFigure& add) const { addAges(add, "staleness.mean", "staleness.p99", m_age); }

Task<ProgramEnd> AlertDelay::run(Activation& a)
{
    m_delay.record(a.world().now() - a.transaction->startedAt);
    co_return ProgramEnd{};
}

void AlertDelay::addFigures(const AddFigure& add) const
{
    add("alerts", static_cast<double>(m_delay.count()), m_delay.count());
    addAges(add, "alert_delay.mean", "alert_delay.p99", m_delay);
}

}  // namespace stormglass
