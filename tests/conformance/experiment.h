// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A recorded experiment with a real RabbitMQ: a script, and what happened.
#pragma once

#include <nlohmann/json.hpp>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace stormglass::conformance {

using Json = nlohmann::json;

/// The file cannot be played: it says where and why.
class BadExperiment : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct Experiment {
    std::string name;
    Json script;    ///< Array of steps, each with "step" and "op".
    Json observed;  ///< With "trace".
    Json runs;
};

[[nodiscard]] Experiment readExperiment(const std::filesystem::path& file);

/// "step 7 (publish)".
[[nodiscard]] std::string placeOf(const Json& step);
/// Fields of a step. Without a default they must be there.
[[nodiscard]] std::string textOf(const Json& step, const char* key);
[[nodiscard]] std::string textOf(const Json& step, const char* key, const std::string& otherwise);
[[nodiscard]] std::int64_t numberOf(const Json& step, const char* key);
[[nodiscard]] std::int64_t numberOf(const Json& step, const char* key, std::int64_t otherwise);
[[nodiscard]] bool flagOf(const Json& step, const char* key);

}  // namespace stormglass::conformance
