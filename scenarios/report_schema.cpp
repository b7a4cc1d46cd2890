// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/results_json.h"

#include "scenarios/capacity_archive.h"
#include "scenarios/experiments_archive.h"
#include "scenarios/experiments_json.h"
#include "scenarios/results_words.h"

#include <nlohmann/json.hpp>

#include <array>

namespace stormglass {
namespace {

Json enumOf(std::span<const std::string_view> words)
{
    Json list = Json::array();
    for (const std::string_view word : words)
        list.push_back(word);
    return {{"type", "string"}, {"enum", std::move(list)}};
}

/// The third archive: for each field it notes the type, not the value.
class SchemaArchive {
public:
    template <class T>
    static Json schemaOf()
    {
        T value;
        SchemaArchive archive;
        listFields(archive, value);
        return {{"type", "object"},
                {"properties", std::move(archive.m_properties)},
                {"required", std::move(archive.m_required)},
                {"additionalProperties", false}};
    }

    template <class T>
    void operator()(std::string_view key, T& value, std::string_view help)
    {
        add(key, typeOf(value), help);
    }

    void identity(std::string_view key, std::uint64_t&, std::string_view help) { add(key, hashType(), help); }

    void identity(std::string_view key, std::vector<std::uint64_t>&, std::string_view help)
    {
        add(key, {{"type", "array"}, {"items", hashType()}}, help);
    }

    void unit(std::string_view key, const std::string&, std::string_view help) { add(key, enumOf(unitWords()), help); }

    template <class T>
    void merged(T& value)
    {
        listFields(*this, value);
    }

private:
    void add(std::string_view key, Json type, std::string_view help)
    {
        type["description"] = help;
        m_properties[std::string(key)] = std::move(type);
        m_required.push_back(key);
    }

    static Json hashType() { return {{"type", "string"}, {"pattern", "^[0-9a-f]{16}$"}}; }
    static Json typeOf(const std::string&) { return {{"type", "string"}}; }
    static Json typeOf(const bool&) { return {{"type", "boolean"}}; }
    static Json typeOf(const std::int64_t&) { return {{"type", "integer"}}; }
    static Json typeOf(const std::uint64_t&) { return {{"type", "integer"}, {"minimum", 0}}; }
    static Json typeOf(const double&) { return {{"type", Json::array({"number", "null"})}}; }
    static Json typeOf(const results::SubjectKind&) { return enumOf(subjectKindWords()); }
    static Json typeOf(const results::Limit&) { return enumOfAll<results::Limit, results::kLimits>(); }
    static Json typeOf(const results::ImpactPath&) { return enumOfAll<results::ImpactPath, results::kImpactPaths>(); }

    static Json typeOf(const results::RunPhase&) { return enumOfAll<results::RunPhase, results::kRunPhases>(); }
    static Json typeOf(const results::CheckMoment&) { return enumOfAll<results::CheckMoment, results::kCheckMoments>(); }
    static Json typeOf(const results::RunStatus&) { return enumOfAll<results::RunStatus, results::kRunStatuses>(); }

    template <class Enum, std::size_t kCount>
    static Json enumOfAll()
    {
        std::array<std::string_view, kCount> words;
        for (std::size_t i = 0; i < kCount; ++i)
            words[i] = wordOf(static_cast<Enum>(i));
        return enumOf(words);
    }

    static Json typeOf(const std::vector<std::pair<std::string, std::uint64_t>>&)
    {
        return {{"type", "object"}, {"additionalProperties", {{"type", "integer"}, {"minimum", 0}}}};
    }

    template <class T>
    static Json typeOf(const std::vector<T>&)
    {
        return {{"type", "array"}, {"items", typeOf(T{})}};
    }

    template <class T>
    static Json typeOf(const T&)
        requires requires(SchemaArchive& archive, T value) { listFields(archive, value); }
    {
        return schemaOf<T>();
    }

    Json m_properties = Json::object();
    Json m_required = Json::array();
};

template <class T>
Json schemaWith(const char* title, const char* description)
{
    Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", title}, {"description", description}};
    schema.update(SchemaArchive::schemaOf<T>());
    return schema;
}

}  // namespace

Json reportSchema()
{
    return schemaWith<results::Report>("Report of stormglass",
                                       "What was measured: every design, every figure with its interval, and the differences.");
}

Json faultMatrixSchema()
{
    return schemaWith<results::FaultMatrix>("Fault matrix of stormglass", "What every fault does to every design.");
}

Json capacityReportSchema()
{
    return schemaWith<results::CapacityReport>("Capacity report of stormglass", "How much load each design bears, and what holds it back.");
}

Json huntReportSchema()
{
    return schemaWith<results::HuntReport>("Hunt of stormglass", "The smallest sets of faults that break an expectation.");
}

Json sagaSweepSchema()
{
    return schemaWith<results::SagaSweep>("Saga sweep of stormglass", "How sagas end when they are disturbed step by step.");
}

}  // namespace stormglass
