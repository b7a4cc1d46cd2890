// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/scenario_schema.h"

#include "models/spec/scenario.h"
#include "scenarios/quantity_kinds.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <set>

namespace stormglass {
namespace {

using spec::FieldInfo;

constexpr std::string_view kDistributionPattern
    = "^\\s*([0-9]+(\\.[0-9]+)?(d|h|m|min|s|ms|us|ns)|[a-z]+\\s*\\(.*\\)\\s*$)";

/// Elements of lists, by the key of the list: a program holds statements that hold programs, so a definition refers to
/// itself. All lists of one key hold elements of one type.
struct Definitions {
    Json schemas = Json::object();
    std::set<std::string> begun;
};

/// Notes the schema of one object. The values that it visits are the defaults.
class SchemaWriter final : public spec::FieldVisitor {
public:
    explicit SchemaWriter(Definitions& definitions) : m_definitions(definitions) { }

    Json take() &&
    {
        Json schema{{"type", "object"}, {"properties", m_properties}};
        if (!m_required.empty())
            schema["required"] = std::move(m_required);
        if (m_kinds.empty())
            schema["additionalProperties"] = false;
        else
            schema["allOf"] = kindsWithAllKeys();
        return schema;
    }

    void name(std::string_view key, std::string&, const FieldInfo& info) override
    {
        add(key, {{"type", "string"}, {"pattern", kNamePattern}}, info);
    }

    void text(std::string_view key, std::string&, const FieldInfo& info) override { add(key, {{"type", "string"}}, info); }

    void reference(std::string_view key, std::string&, spec::RefersTo, const FieldInfo& info) override
    {
        add(key, {{"type", "string"}, {"minLength", 1}}, info);
    }

    void references(std::string_view key, std::vector<std::string>&, spec::RefersTo, const FieldInfo& info) override
    {
        addList(key, {{"type", "string"}, {"minLength", 1}}, info);
    }

    void flag(std::string_view key, bool& value, const FieldInfo& info) override
    {
        add(key, {{"type", "boolean"}, {"default", value}}, info);
    }

    void integer(std::string_view key, std::int64_t& value, const FieldInfo& info) override
    {
        add(key, limited({{"type", "integer"}, {"default", value}}, info), info);
    }

    void number(std::string_view key, double& value, const FieldInfo& info) override
    {
        add(key, limited({{"type", "number"}, {"default", value}}, info), info);
    }

    void ratio(std::string_view key, double& value, const FieldInfo& info) override { quantity(key, value, kRatioKind, info); }

    void duration(std::string_view key, Duration& value, const FieldInfo& info) override
    {
        quantity(key, value, kDurationKind, info);
    }

    void bytes(std::string_view key, std::int64_t& value, const FieldInfo& info) override
    {
        quantity(key, value, kBytesKind, info);
    }

    void rate(std::string_view key, double& value, const FieldInfo& info) override { quantity(key, value, kRateKind, info); }

    void bandwidth(std::string_view key, double& value, const FieldInfo& info) override
    {
        quantity(key, value, kBandwidthKind, info);
    }

    void distribution(std::string_view key, Distribution& value, const FieldInfo& info) override
    {
        add(key, {{"type", "string"}, {"pattern", kDistributionPattern}, {"default", toText(value)}}, info);
    }

    void choice(std::string_view key, std::size_t& index, std::span<const std::string_view> names,
                const FieldInfo& info) override
    {
        Json type = oneOf(names);
        type["default"] = names[index];
        add(key, std::move(type), info);
    }

    void object(std::string_view key, spec::ObjectAccess& object, const FieldInfo& info) override
    {
        SchemaWriter inner(m_definitions);
        object.describeTo(inner);
        add(key, std::move(inner).take(), info);
    }

    void list(std::string_view key, spec::ListAccess& list, const FieldInfo& info) override
    {
        const std::string name(key);
        if (m_definitions.begun.insert(name).second) {
            list.append();
            SchemaWriter element(m_definitions);
            list.describeAt(list.size() - 1, element);
            m_definitions.schemas[name] = std::move(element).take();
        }
        addList(key, {{"$ref", "#/definitions/" + name}}, info);
    }

    void variant(std::string_view key, spec::VariantAccess& variant, const FieldInfo& info) override
    {
        add(key, oneOf(variant.names()), info);
        for (std::size_t i = 0; i < variant.names().size(); ++i) {
            variant.choose(i);
            SchemaWriter fields(m_definitions);
            variant.describeCurrent(fields);
            const std::string kind(variant.names()[i]);
            Json condition{{"properties", {{std::string(key), {{"const", kind}}}}}, {"required", Json::array({key})}};
            Json then{{"properties", std::move(fields.m_properties)}};
            if (!fields.m_required.empty())
                then["required"] = std::move(fields.m_required);
            m_kinds.push_back({{"if", std::move(condition)}, {"then", std::move(then)}});
        }
    }

private:
    void add(std::string_view key, Json type, const FieldInfo& info)
    {
        std::string help(info.help);
        if (!info.source.empty())
            help += " Source: " + std::string(info.source) + '.';
        type["description"] = help;
        if (info.isRequired) {
            type.erase("default");
            m_required.push_back(key);
        }
        m_properties[std::string(key)] = std::move(type);
    }

    void addList(std::string_view key, Json element, const FieldInfo& info)
    {
        Json type{{"type", "array"}, {"items", std::move(element)}};
        if (info.min > 0)
            type["minItems"] = static_cast<std::int64_t>(info.min);
        if (std::isfinite(info.max))
            type["maxItems"] = static_cast<std::int64_t>(info.max);
        add(key, std::move(type), info);
    }

    template <class T>
    void quantity(std::string_view key, T& value, const QuantityKind<T>& kind, const FieldInfo& info)
    {
        add(key, {{"type", "string"}, {"pattern", kind.pattern}, {"default", kind.write(value)}}, info);
    }

    static Json limited(Json type, const FieldInfo& info)
    {
        type["minimum"] = info.min;
        if (std::isfinite(info.max))
            type["maximum"] = info.max;
        return type;
    }

    static Json oneOf(std::span<const std::string_view> names)
    {
        Json list = Json::array();
        for (const std::string_view name : names)
            list.push_back(name);
        return {{"type", "string"}, {"enum", std::move(list)}};
    }

    /// "No other keys" of draft-07 sees the properties of its own object only, so each kind repeats the keys that all
    /// kinds have.
    Json kindsWithAllKeys()
    {
        for (Json& kind : m_kinds) {
            for (const auto& common : m_properties.items())
                kind["then"]["properties"][common.key()] = true;
            kind["then"]["additionalProperties"] = false;
        }
        return std::move(m_kinds);
    }

    Definitions& m_definitions;
    Json m_properties = Json::object();
    Json m_required = Json::array();
    Json m_kinds = Json::array();
};

}  // namespace

Json scenarioSchema()
{
    Definitions definitions;
    spec::Scenario defaults;
    SchemaWriter writer(definitions);
    describe(writer, defaults);

    Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
                {"title", "Scenario of stormglass"},
                {"description", "An event-driven architecture, what runs on it, and what is to be broken."}};
    schema.update(std::move(writer).take());
    schema["properties"]["$schema"] = {{"type", "string"}, {"description", "Where an editor finds this schema."}};
    schema["properties"]["format"]["const"] = defaults.format;
    definitions.schemas["expect"]["properties"]["during"]["enum"] = {"", "before", "fault", "recovery", "after"};
    schema["definitions"] = std::move(definitions.schemas);
    return schema;
}

}  // namespace stormglass
