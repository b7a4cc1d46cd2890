// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything that a scenario can be made of, by name: for help, reference pages and palettes.
#pragma once

#include "models/spec/scenario.h"

namespace stormglass::spec {

/// One kind of component, channel, design, fault, arrival or statement, or one other part of a scenario.
struct CatalogueEntry {
    std::string_view name;      ///< "kafka", "request-response", "step"
    std::string_view category;  ///< One of catalogueCategories().
    std::string_view help;
    /// Shows the visitor the fields of a default one.
    void (*describeDefault)(FieldVisitor&) = nullptr;
};

/// All entries, category by category. Names are unique.
[[nodiscard]] std::span<const CatalogueEntry> catalogue();
/// "clients", "services", "stores", "brokers", "channels", "designs", "faults", "arrivals", "statements", "presets",
/// "parts".
[[nodiscard]] std::span<const std::string_view> catalogueCategories();
/// Null if there is none of that name.
[[nodiscard]] const CatalogueEntry* findInCatalogue(std::string_view name);

}  // namespace stormglass::spec
