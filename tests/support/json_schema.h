// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Checks documents against JSON Schemas, with a validator that is not ours.
#pragma once

#include <string>
#include <string_view>

namespace stormglass::test {

/// The first problem that a schema (draft-07) finds in a document, with its place; empty: none. Both are JSON texts.
[[nodiscard]] std::string firstSchemaProblem(std::string_view schema, std::string_view document);

}  // namespace stormglass::test
