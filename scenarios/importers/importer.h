// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From the experiments of other programs to the faults and the hypothesis of a scenario.
//
// A new format is one file with a function like importChaosMesh(), and one line in registry.cpp.
#pragma once

#include "models/spec/scenario.h"
#include "scenarios/placed_issue.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stormglass {

/// Something that a person should know of an import. Nothing is ever left out without one.
struct ImportNote {
    enum class Kind {
        Error,      ///< The file is not what it claims to be.
        Unmapped,   ///< It has no counterpart, and is left out.
        Assumption  ///< It has one that is not quite the same.
    };
    Kind kind = Kind::Unmapped;
    Place place;
    std::string pointer;
    std::string message;
};

/// "file:line:column: warning: /pointer: cannot be mapped: message"
[[nodiscard]] std::string toText(const ImportNote& note, const std::string& file);

struct ImportSetting {
    const spec::Scenario& scenario;  ///< It tells what names there are.
    Duration begin{};                ///< When what the file would do first happens.
};

struct Imported {
    std::vector<spec::Fault> faults;
    std::optional<spec::Experiment> experiment;  ///< Nothing: the file says nothing about it.
    std::vector<ImportNote> notes;

    [[nodiscard]] bool has(ImportNote::Kind kind) const;
    [[nodiscard]] bool isEmpty() const { return faults.empty() && !experiment; }
};

struct Importer {
    std::string_view name;
    std::string_view help;
    Imported (*import)(std::string_view text, const ImportSetting& setting);
};

[[nodiscard]] std::span<const Importer> importers();
/// Null if there is none of that name.
[[nodiscard]] const Importer* findImporter(std::string_view name);

/// The scenario with what was imported in place of its own faults and hypothesis. What does not fit it is left out, with a
/// note: faults that hit nothing, expectations about faults that are gone.
[[nodiscard]] spec::Scenario withImport(const spec::Scenario& scenario, Imported& imported, const std::string& source);

/// Why the fault of that index has no place in the scenario, in words; empty: it has.
[[nodiscard]] std::string problemOf(const spec::Scenario& scenario, std::size_t fault);

Imported importChaosToolkit(std::string_view text, const ImportSetting& setting);
Imported importChaosMesh(std::string_view text, const ImportSetting& setting);

}  // namespace stormglass
