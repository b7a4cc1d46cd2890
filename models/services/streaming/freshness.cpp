// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/streaming/freshness.h"

#include "models/services/activation.h"
#include "models/stores/database.h"
#include "simcore/measure/histogram_seconds.h"

namespace stormglass {
namespace {

void addAges(const AddFigure& add, const char* mean, const char* p99, const Histogram& ages)
{
    add(mean, meanInSeconds(ages), ages.count());
    add(p99, quantileInSeconds(ages, 0.99), ages.count());
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
