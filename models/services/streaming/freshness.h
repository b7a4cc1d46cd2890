// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How old what people see is: of read models, dashboards and pagers.
#pragma once

#include "models/services/custom_step.h"
#include "simcore/measure/histogram.h"

namespace stormglass {

class Database;

/// Of a message that has been dealt with: the time since it was published, which for a direct publisher is that of the
/// commit (staleness of a read model).
class ProjectionStaleness final : public CustomStep {
public:
    Task<ProgramEnd> run(Activation& activation) override;
    void endWarmUp() override { m_age.reset(); }
    void addFigures(const AddFigure& add) const override;

private:
    Histogram m_age;
};

/// Of the newest figure in the store, at each refresh of a dashboard.
class DashboardStaleness final : public CustomStep {
public:
    explicit DashboardStaleness(const Database& store) : m_store(store) { }
    Task<ProgramEnd> run(Activation& activation) override;
    void endWarmUp() override { m_age.reset(); }
    void addFigures(const AddFigure& add) const override;

private:
    const Database& m_store;
    Histogram m_age;
};

/// From the event that an alert tells of until somebody has been told.
class AlertDelay final : public CustomStep {
public:
    Task<ProgramEnd> run(Activation& activation) override;
    void endWarmUp() override { m_delay.reset(); }
    void addFigures(const AddFigure& add) const override;

private:
    Histogram m_delay;
};

}  // namespace stormglass
