// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/validation/published_cases.h"

#include "scenarios/file_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace stormglass {
namespace {

using nlohmann::json;

/// One object of the list, of which each key is read once; collects what is wrong with it.
class Part {
public:
    Part(const json& value, std::string place, std::string& problems) :
        m_value(value), m_place(std::move(place)), m_problems(problems)
    {
        if (!value.is_object())
            complain("", "expected an object");
    }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;
    ~Part()
    {
        if (m_value.is_object())
            for (const auto& [key, value] : m_value.items())
                if (std::find(m_known.begin(), m_known.end(), key) == m_known.end())
                    complain(key, "unknown key");
    }

    template <class T>
    void optional(const std::string& key, T& target)
    {
        m_known.push_back(key);
        if (!m_value.is_object() || !m_value.contains(key))
            return;
        const json& value = m_value[key];
        if constexpr (std::is_same_v<T, std::optional<double>>) {
            if (value.is_number())
                target = value.get<double>();
            else
                complain(key, "expected a number");
        } else if constexpr (std::is_same_v<T, json>) {
            if (value.is_array())
                target = value;
            else
                complain(key, "expected a list");
        } else if constexpr (std::is_same_v<T, int>) {
            if (value.is_number_unsigned() && value >= 1 && value <= 1000)
                target = value.get<int>();
            else
                complain(key, "expected a whole number, 1 to 1000");
        } else if (value.type() == json(T{}).type() || (value.is_number() && std::is_floating_point_v<T>)) {
            value.get_to(target);
        } else {
            complain(key, "expected " + std::string(json(T{}).type_name()));
        }
    }
    template <class T>
    void required(const std::string& key, T& target)
    {
        if (m_value.is_object() && !m_value.contains(key))
            complain(key, "missing");
        optional(key, target);
    }
    void complain(const std::string& key, const std::string& what)
    {
        m_problems += m_place + (key.empty() ? "" : "/" + key) + ": " + what + "\n";
    }
    /// The elements of a list, each with its place.
    template <class Read>
    void each(const std::string& key, Read read)
    {
        json list = json::array();
        required(key, list);
        for (std::size_t i = 0; i < list.size(); ++i)
            read(list[i], m_place + "/" + key + "/" + std::to_string(i));
    }

private:
    const json& m_value;
    const std::string m_place;
    std::string& m_problems;
    std::vector<std::string> m_known;
};

PublishedRun readRun(const json& value, const std::string& place, std::string& problems)
{
    PublishedRun run;
    Part part(value, place, problems);
    part.required("name", run.name);
    part.required("scenario", run.scenario);
    json overrides = json::array();
    part.optional("set", overrides);
    for (const json& override : overrides) {
        if (override.is_string())
            run.overrides.push_back(override.get<std::string>());
        else
            part.complain("set", "expected a list of texts such as \"run/duration=10s\"");
    }
    return run;
}

PublishedFigure readFigure(const json& value, const std::string& place, std::string& problems)
{
    PublishedFigure figure;
    Part part(value, place, problems);
    part.required("what", figure.what);
    part.required("value", figure.value);
    part.optional("over", figure.over);
    part.optional("scale", figure.scale);
    part.optional("unit", figure.unit);
    part.optional("published", figure.published);
    part.optional("at_least", figure.atLeast);
    part.optional("at_most", figure.atMost);
    part.optional("published_text", figure.publishedText);
    part.optional("latency", figure.isLatency);
    part.optional("calibration", figure.isCalibration);
    part.optional("only_reported", figure.isOnlyReported);
    part.optional("reason", figure.reason);
    if (figure.published.has_value() == (figure.atLeast || figure.atMost))
        part.complain("", "expected either \"published\" or at least one of \"at_least\" and \"at_most\"");
    return figure;
}

PublishedCase readCase(const json& value, const std::string& place, std::string& problems)
{
    PublishedCase published;
    Part part(value, place, problems);
    part.required("case", published.title);
    part.required("source", published.source);
    part.optional("fitted", published.fitted);
    part.optional("replications", published.replications);
    std::string kind;
    part.required("class", kind);
    if (kind == "E")
        published.kind = AcceptanceClass::Exact;
    else if (kind == "C")
        published.kind = AcceptanceClass::Calibrated;
    else if (kind == "S")
        published.kind = AcceptanceClass::Shape;
    else
        part.complain("class", "expected one of E, C, S");
    part.each("runs", [&](const json& run, const std::string& at) { published.runs.push_back(readRun(run, at, problems)); });
    part.each("figures",
              [&](const json& figure, const std::string& at) { published.figures.push_back(readFigure(figure, at, problems)); });
    return published;
}

}  // namespace

Result<std::vector<PublishedCase>> readPublishedCases(const std::string& path)
{
    const Result<std::string> text = readFileText(path, 1U << 20U);
    if (!text)
        return Failure{text.message()};
    const json list = json::parse(text.value(), nullptr, false);
    if (!list.is_array())
        return Failure{path + ": expected a JSON list of cases"};
    std::string problems;
    std::vector<PublishedCase> cases;
    for (std::size_t i = 0; i < list.size(); ++i)
        cases.push_back(readCase(list[i], path + ": /" + std::to_string(i), problems));
    if (!problems.empty())
        return Failure{problems};
    return cases;
}

}  // namespace stormglass
