// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/load_scaling.h"

#include "models/experiments/settings_visitor.h"

#include <algorithm>
#include <cmath>

namespace stormglass::experiments {
namespace {

/// Whatever is a rate among the fields of arrivals is load.
class RateScaler final : public SettingsVisitor {
public:
    explicit RateScaler(double factor) : m_factor(factor) { }
    void rate(std::string_view, double& value, const spec::FieldInfo&) override { value *= m_factor; }

private:
    const double m_factor;
};

}  // namespace

spec::Scenario withLoad(spec::Scenario scenario, double factor)
{
    RateScaler scaler(factor);
    for (spec::Workload& workload : scenario.workload) {
        std::visit([&](auto& arrivals) { describe(scaler, arrivals); }, workload.arrivals);
        if (auto* loop = std::get_if<spec::ClosedLoop>(&workload.arrivals))
            loop->users = std::max<std::int64_t>(1, std::llround(static_cast<double>(loop->users) * factor));
    }
    return scenario;
}

std::vector<spec::Fault> withLength(std::vector<spec::Fault> faults, double factor)
{
    for (spec::Fault& fault : faults)
        fault.timing.lasting = Duration(std::llround(static_cast<double>(fault.timing.lasting.count()) * factor));
    return faults;
}

}  // namespace stormglass::experiments
