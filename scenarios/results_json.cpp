// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/results_json.h"

#include "scenarios/capacity_archive.h"
#include "scenarios/experiments_archive.h"
#include "scenarios/experiments_json.h"
#include "scenarios/json_pointer.h"
#include "scenarios/read_problems.h"
#include "scenarios/results_archive.h"
#include "scenarios/results_words.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace stormglass {
namespace {

class Writer {
public:
    template <class T>
    static Json write(T& value)
    {
        Writer writer;
        listFields(writer, value);
        return std::move(writer.m_object);
    }

    template <class T>
    void operator()(std::string_view key, T& value, std::string_view)
    {
        add(key, toValue(value));
    }

    void identity(std::string_view key, std::uint64_t& value, std::string_view) { add(key, hashToText(value)); }

    void identity(std::string_view key, std::vector<std::uint64_t>& values, std::string_view)
    {
        Json array = Json::array();
        for (const std::uint64_t value : values)
            array.push_back(hashToText(value));
        add(key, std::move(array));
    }

    void unit(std::string_view key, const std::string& metric, std::string_view) { add(key, unitWordOf(metric)); }

    template <class T>
    void merged(T& value)
    {
        listFields(*this, value);
    }

private:
    /// Past the members there are: keys of one list differ, and looking for them would take most of the time.
    void add(std::string_view key, Json value)
    {
        m_object.get_ref<Json::object_t&>().emplace_back(std::string(key), std::move(value));
    }

    static Json toValue(const std::string& text) { return text; }
    static Json toValue(bool flag) { return flag; }
    static Json toValue(std::int64_t number) { return number; }
    static Json toValue(std::uint64_t number) { return number; }
    static Json toValue(double number) { return std::isfinite(number) ? Json(number) : Json(nullptr); }
    static Json toValue(results::SubjectKind kind) { return wordOf(kind); }
    static Json toValue(results::Limit limit) { return wordOf(limit); }
    static Json toValue(results::ImpactPath path) { return wordOf(path); }
    static Json toValue(results::RunPhase phase) { return wordOf(phase); }
    static Json toValue(results::CheckMoment moment) { return wordOf(moment); }
    static Json toValue(results::RunStatus status) { return wordOf(status); }

    static Json toValue(std::vector<std::pair<std::string, std::uint64_t>>& accounts)
    {
        Json object = Json::object();
        for (const auto& [account, count] : accounts)
            object[account] = count;
        return object;
    }

    template <class T>
    static Json toValue(std::vector<T>& values)
    {
        Json array = Json::array();
        for (T& value : values)
            array.push_back(toValue(value));
        return array;
    }

    template <class T>
    static Json toValue(T& value)
        requires requires(Writer& writer) { listFields(writer, value); }
    {
        return write(value);
    }

    Json m_object = Json::object();
};

class Reader {
public:
    Reader(const Json& object, std::string pointer, std::string& problem)
        : m_object(object), m_pointer(std::move(pointer)), m_problem(problem)
    {
    }

    template <class T>
    void operator()(std::string_view key, T& value, std::string_view)
    {
        if (const Json* found = find(key))
            read(*found, value, childPointer(m_pointer, key));
    }

    template <class T>
    void identity(std::string_view key, T& value, std::string_view)
    {
        if (const Json* found = find(key))
            readHash(*found, value, childPointer(m_pointer, key));
    }

    void unit(std::string_view key, const std::string&, std::string_view) { static_cast<void>(find(key)); }

    template <class T>
    void merged(T& value)
    {
        listFields(*this, value);
    }

    /// Reads one value, whatever its type; the first thing that is wrong ends up in the problem.
    template <class T>
    void read(const Json& json, T& value, const std::string& pointer)
    {
        if (!json.is_object())
            return expected("an object", json, pointer);
        Reader reader(json, pointer, m_problem);
        listFields(reader, value);
        if (reader.m_found != json.size())
            expected("only known keys", json, pointer);
    }

private:
    const Json* find(std::string_view key)
    {
        const auto& members = m_object.get_ref<const Json::object_t&>();
        // Written by this program, the members are in the order of the list.
        if (m_found < members.size()) {
            const auto& [name, value] = *(members.begin() + static_cast<std::ptrdiff_t>(m_found));
            if (name == key) {
                ++m_found;
                return &value;
            }
        }
        for (const auto& [name, value] : members) {
            if (name == key) {
                ++m_found;
                return &value;
            }
        }
        expected("the key \"" + std::string(key) + '"', m_object, m_pointer);
        return nullptr;
    }

    void expected(const std::string& what, const Json& json, const std::string& pointer)
    {
        if (m_problem.empty())
            m_problem = (pointer.empty() ? "" : pointer + ": ") + "expected " + what + ", found " + foundText(json);
    }

    template <class T>
    void readPlain(const Json& json, T& value, const std::string& pointer, bool fits, const char* what)
    {
        if (fits)
            value = json.get<T>();
        else
            expected(what, json, pointer);
    }

    void read(const Json& json, std::string& value, const std::string& pointer)
    {
        readPlain(json, value, pointer, json.is_string(), "a string");
    }

    void read(const Json& json, bool& value, const std::string& pointer)
    {
        readPlain(json, value, pointer, json.is_boolean(), "true or false");
    }

    void read(const Json& json, std::int64_t& value, const std::string& pointer)
    {
        readPlain(json, value, pointer, json.is_number_integer(), "a whole number");
    }

    void read(const Json& json, std::uint64_t& value, const std::string& pointer)
    {
        const bool fits = json.is_number_unsigned() || (json.is_number_integer() && json.get<std::int64_t>() >= 0);
        readPlain(json, value, pointer, fits, "a whole number of at least 0");
    }

    void read(const Json& json, double& value, const std::string& pointer)
    {
        if (json.is_null())
            value = std::numeric_limits<double>::quiet_NaN();
        else
            readPlain(json, value, pointer, json.is_number(), "a number or null");
    }

    void read(const Json& json, results::SubjectKind& value, const std::string& pointer)
    {
        const auto kind = json.is_string() ? readSubjectKind(json.get_ref<const std::string&>()) : std::nullopt;
        if (kind)
            value = *kind;
        else
            expected("flow, component, channel or fault", json, pointer);
    }

    void read(const Json& json, results::Limit& value, const std::string& pointer)
    {
        readWord<results::kLimits>(json, value, pointer, "a limit such as errors");
    }

    void read(const Json& json, results::ImpactPath& value, const std::string& pointer)
    {
        readWord<results::kImpactPaths>(json, value, pointer, "a path such as call");
    }

    void read(const Json& json, results::RunPhase& value, const std::string& pointer)
    {
        readWord<results::kRunPhases>(json, value, pointer, "a phase such as baseline");
    }

    void read(const Json& json, results::CheckMoment& value, const std::string& pointer)
    {
        readWord<results::kCheckMoments>(json, value, pointer, "before, during, continuously or after");
    }

    void read(const Json& json, results::RunStatus& value, const std::string& pointer)
    {
        readWord<results::kRunStatuses>(json, value, pointer, "a status such as completed");
    }

    template <std::size_t kCount, class Enum>
    void readWord(const Json& json, Enum& value, const std::string& pointer, const char* what)
    {
        for (std::size_t i = 0; i < kCount && json.is_string(); ++i) {
            if (wordOf(static_cast<Enum>(i)) == json.get_ref<const std::string&>()) {
                value = static_cast<Enum>(i);
                return;
            }
        }
        expected(what, json, pointer);
    }

    void readHash(const Json& json, std::uint64_t& value, const std::string& pointer)
    {
        const auto hash = json.is_string() ? readHashText(json.get_ref<const std::string&>()) : std::nullopt;
        if (hash)
            value = *hash;
        else
            expected("16 hexadecimal digits", json, pointer);
    }

    void readHash(const Json& json, std::vector<std::uint64_t>& values, const std::string& pointer)
    {
        if (!json.is_array())
            return expected("an array", json, pointer);
        for (const Json& element : json)
            readHash(element, values.emplace_back(), pointer);
    }

    void read(const Json& json, std::vector<std::pair<std::string, std::uint64_t>>& accounts, const std::string& pointer)
    {
        if (!json.is_object())
            return expected("an object", json, pointer);
        for (const auto& [account, count] : json.get_ref<const Json::object_t&>())
            read(count, accounts.emplace_back(account, 0).second, pointer);
    }

    template <class T>
    void read(const Json& json, std::vector<T>& values, const std::string& pointer)
    {
        if (!json.is_array())
            return expected("an array", json, pointer);
        values.reserve(json.size());
        for (const Json& element : json) {
            // Without problems nobody reads the pointers, which would take most of the time for long series.
            const std::string place = element.is_structured() || element.is_string() ? childPointer(pointer, values.size())
                                                                                     : pointer;
            read(element, values.emplace_back(), place);
        }
    }

    const Json& m_object;
    std::string m_pointer;
    std::string& m_problem;
    std::size_t m_found = 0;
};

template <class T>
Result<T> readFrom(const Json& json)
{
    T value;
    std::string problem;
    Reader(json, "", problem).read(json, value, "");
    if (!problem.empty())
        return Failure{problem};
    return value;
}

}  // namespace

Json toJson(const results::RunResult& run)
{
    results::RunResult copy = run;  // the lists of fields are for changing values, too
    return Writer::write(copy);
}

Json toJson(const results::Report& report)
{
    results::Report copy = report;
    return Writer::write(copy);
}

Json toJson(const results::FaultMatrix& matrix)
{
    results::FaultMatrix copy = matrix;
    return Writer::write(copy);
}

Json toJson(const results::HuntReport& report)
{
    results::HuntReport copy = report;
    return Writer::write(copy);
}

Json toJson(const results::CapacityReport& report)
{
    results::CapacityReport copy = report;
    return Writer::write(copy);
}

Json toJson(const results::SagaSweep& sweep)
{
    results::SagaSweep copy = sweep;
    return Writer::write(copy);
}

Json toJson(const results::Judgement& judgement)
{
    results::Judgement copy = judgement;
    return Writer::write(copy);
}

Result<results::FaultMatrix> readFaultMatrix(const Json& json) { return readFrom<results::FaultMatrix>(json); }
Result<results::Judgement> readJudgement(const Json& json) { return readFrom<results::Judgement>(json); }
Result<results::RunResult> readRunResult(const Json& json) { return readFrom<results::RunResult>(json); }
Result<results::Report> readReport(const Json& json) { return readFrom<results::Report>(json); }

}  // namespace stormglass
