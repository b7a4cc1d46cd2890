// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fields of a settings type, as a reference page tells of them.
#pragma once

#include "app/output/text_style.h"
#include "models/spec/catalogue.h"

#include <string>
#include <vector>

namespace stormglass {

struct FieldRow {
    std::string path;          ///< "workers.queue_capacity", "steps[].name"
    std::string kind;          ///< "duration", "one of fcfs, lcfs"
    std::string range;         ///< "1 to 10000"; empty: no limits worth telling.
    std::string defaultValue;  ///< Empty: required, or empty by default.
    std::string help;
    std::string source;
    bool isRequired = false;
};

/// The fields of a default one of the entry, in their order, nested objects and the elements of lists included.
[[nodiscard]] std::vector<FieldRow> fieldsOf(const spec::CatalogueEntry& entry);

[[nodiscard]] std::string fieldsToText(const std::vector<FieldRow>& fields, const TextStyle& style);

}  // namespace stormglass
