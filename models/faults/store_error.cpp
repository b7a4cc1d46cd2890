// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/store_error.h"

#include "models/stores/database.h"

namespace stormglass {
namespace {

class StoreErrorFault final : public ActiveFault {
public:
    StoreErrorFault(Model& model, const spec::StoreError& settings, RandomStream draws)
        : m_settings(settings)
        , m_database(*model.databases.at(settings.target))
        , m_errors{.share = settings.share,
                   .hitsReads = settings.queries != spec::QueryKind::Writes,
                   .hitsWrites = settings.queries != spec::QueryKind::Reads,
                   .draws = draws}
    {
    }

    void begin(Model&) override { m_database.addErrors(m_errors); }
    void end(Model&) override { m_database.removeErrors(m_errors); }
    void setStrength(Model&, double strength) override { m_errors.share = m_settings.share * strength; }

private:
    const spec::StoreError m_settings;
    Database& m_database;
    QueryErrors m_errors;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::StoreError& settings, RandomStream draws)
{
    return std::make_unique<StoreErrorFault>(model, settings, draws);
}

}  // namespace stormglass
