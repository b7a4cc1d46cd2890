// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/importers/toolkit_probes.h"

#include "models/results/metric.h"
#include "models/spec/expectation_text.h"
#include "scenarios/read_problems.h"
#include "simcore/base/quantity_text.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>

namespace stormglass {
namespace {

/// A threshold in the unit of the metric; whole nanoseconds, as times are.
std::string thresholdText(double value, results::Unit unit)
{
    switch (unit) {
    case results::Unit::Seconds:
        return toText(Duration{std::llround(value * 1e9)});
    case results::Unit::Ratio:
        return percentToText(value);
    case results::Unit::PerSecond:
        return rateToText(value);
    case results::Unit::Count:
    case results::Unit::Number:
    case results::Unit::Dollars:
        break;
    }
    return numberToText(value);
}

/// Of what is measured, such as "p99(order.ack)". A line is needed to find out; its threshold does not matter.
std::optional<results::Unit> unitOf(const std::string& measured)
{
    const Result<spec::ParsedExpectation> parsed = spec::readExpectation(measured + " < 0");
    const results::MetricInfo* info = parsed ? results::findMetric(parsed.value().metric) : nullptr;
    return info == nullptr ? std::nullopt : std::optional(info->unit);
}

/// Lower and upper bound, both allowed.
std::optional<std::array<double, 2>> boundsOf(const Json& list)
{
    if (!list.is_array() || list.size() != 2 || !list[0].is_number() || !list[1].is_number())
        return std::nullopt;
    return std::array{list[0].get<double>(), list[1].get<double>()};
}

class ProbeReader {
public:
    ProbeReader(ImportContext& context, const Json& probe, std::string pointer,
                std::vector<spec::HypothesisLine>& lines)
        : m_context(context)
        , m_probe(probe)
        , m_pointer(std::move(pointer))
        , m_lines(lines)
    {
    }

    void read()
    {
        const Json* provider = foreignMember(m_probe, "provider");
        const Json* tolerance = foreignMember(m_probe, "tolerance");
        const std::string* type = provider == nullptr ? nullptr : textMember(*provider, "type");
        if (type == nullptr)
            return m_context.error(m_pointer, "expected a probe with \"provider\"");
        if (*type != "stormglass") {
            return m_context.unmapped(m_pointer,
                                      "the " + *type
                                          + " probe looks at a real system; a probe with the provider {\"type\": "
                                            "\"stormglass\", \"expect\": ...} would be");
        }
        if (const std::string* line = textMember(*provider, "expect"))
            return addChecked(*line, tolerance);
        const std::string* measured = textMember(*provider, "measure");
        if (measured == nullptr)
            return m_context.error(m_pointer + "/provider", "expected \"expect\" or \"measure\"");
        const auto unit = unitOf(*measured);
        if (!unit)
            return m_context.error(m_pointer + "/provider/measure",
                                   "expected a metric of something, such as \"p99(order.ack)\", found \"" + *measured
                                       + '"');
        if (tolerance == nullptr)
            return m_context.error(m_pointer, "expected \"tolerance\"");
        measure(*measured, *unit, *tolerance);
    }

private:
    void add(const std::string& line)
    {
        const Json* designs = foreignMember(*foreignMember(m_probe, "provider"), "designs");
        spec::HypothesisLine& added = m_lines.emplace_back();
        added.that = line;
        for (std::size_t i = 0; designs != nullptr && designs->is_array() && i < designs->size(); ++i) {
            if ((*designs)[i].is_string())
                added.designs.push_back((*designs)[i].get<std::string>());
        }
    }

    void addChecked(const std::string& line, const Json* tolerance)
    {
        const bool wantsFalse = tolerance != nullptr && tolerance->is_boolean() && !tolerance->get<bool>();
        if (wantsFalse)
            return m_context.unmapped(m_pointer + "/tolerance",
                                      "a line that must not hold is written the other way round");
        if (const auto parsed = spec::readExpectation(line); !parsed)
            return m_context.error(m_pointer + "/provider/expect", parsed.message());
        add(line);
    }

    void measure(const std::string& measured, results::Unit unit, const Json& tolerance)
    {
        const Json* range = foreignMember(tolerance, "range");
        const std::string* type = textMember(tolerance, "type");
        const bool isRange = type != nullptr && *type == "range" && range != nullptr;
        const auto bounds = boundsOf(isRange ? *range : tolerance);
        if (bounds) {
            if ((*bounds)[0] > 0)
                add(measured + " >= " + thresholdText((*bounds)[0], unit));
            add(measured + " <= " + thresholdText((*bounds)[1], unit));
        } else if (tolerance.is_number()) {
            add(measured + " == " + thresholdText(tolerance.get<double>(), unit));
        } else {
            m_context.unmapped(m_pointer + "/tolerance",
                               "expected a number, two bounds or a range, found " + foundText(tolerance));
        }
    }

    ImportContext& m_context;
    const Json& m_probe;
    const std::string m_pointer;
    std::vector<spec::HypothesisLine>& m_lines;
};

}  // namespace

void readProbe(ImportContext& context, const Json& probe, const std::string& pointer,
               std::vector<spec::HypothesisLine>& lines)
{
    ProbeReader(context, probe, pointer, lines).read();
}

}  // namespace stormglass
