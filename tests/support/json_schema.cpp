// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/json_schema.h"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace stormglass::test {

std::string firstSchemaProblem(std::string_view schema, std::string_view document)
{
    using valijson::adapters::NlohmannJsonAdapter;
    const auto schemaJson = nlohmann::json::parse(schema);
    const auto documentJson = nlohmann::json::parse(document);
    valijson::Schema parsed;
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(NlohmannJsonAdapter(schemaJson), parsed);
    valijson::ValidationResults results;
    valijson::Validator().validate(parsed, NlohmannJsonAdapter(documentJson), &results);
    valijson::ValidationResults::Error error;
    if (!results.popError(error))
        return {};
    std::string place;
    for (const std::string& part : error.context)
        place += part;
    return place + ": " + error.description;
}

}  // namespace stormglass::test
