// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The references among the fields of a fault, whatever its kind.
#pragma once

#include "models/spec/fault.h"

#include <string>
#include <vector>

namespace stormglass::ui {

struct ReferenceField {
    std::string key;
    spec::RefersTo what = spec::RefersTo::Place;
    bool isRequired = false;
    bool isList = false;
    bool isEmpty = true;
};

/// Those of its settings, in the order of the fields; those of the timing are left out.
[[nodiscard]] std::vector<ReferenceField> referenceFieldsOf(const spec::FaultSettings& settings);
/// A field that takes several names gets this one alone.
void setReference(spec::FaultSettings& settings, const std::string& key, const std::string& name);
/// Of the lengths that are zero, gives the one of that number (from 0) a value that does something; false: there is none.
[[nodiscard]] bool setLength(spec::FaultSettings& settings, std::size_t number);
/// A default fault of the kind; nothing if there is none.
[[nodiscard]] std::optional<spec::FaultSettings> defaultFault(std::string_view kind);

}  // namespace stormglass::ui
