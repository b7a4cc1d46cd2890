// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every importer needs: the document, the names of the scenario, and a way to tell what became of everything.
#pragma once

#include "scenarios/importers/foreign_text.h"
#include "scenarios/importers/importer.h"

namespace stormglass {

class ImportContext {
public:
    /// All outlive the context.
    ImportContext(const ForeignDocument& document, const ImportSetting& setting, Imported& result)
        : m_document(document)
        , m_setting(setting)
        , m_result(result)
    {
    }

    [[nodiscard]] const Json& json() const { return *m_document.json; }
    [[nodiscard]] const ImportSetting& setting() const { return m_setting; }
    [[nodiscard]] Imported& result() { return m_result; }

    void error(const std::string& pointer, std::string message)
    {
        note(ImportNote::Kind::Error, pointer, std::move(message));
    }
    void unmapped(const std::string& pointer, std::string message)
    {
        note(ImportNote::Kind::Unmapped, pointer, std::move(message));
    }
    void assume(const std::string& pointer, std::string message)
    {
        note(ImportNote::Kind::Assumption, pointer, std::move(message));
    }

    /// Adds a fault under a name made of the foreign one: what a name cannot hold becomes '-', and no name occurs twice.
    /// The pointer is where it came from.
    void add(spec::Fault fault, const std::string& foreignName, const std::string& pointer);
    /// The faults so far that came from the documents, by where they came from.
    [[nodiscard]] bool hasFault(const std::string& name) const;

private:
    void note(ImportNote::Kind kind, const std::string& pointer, std::string message);

    const ForeignDocument& m_document;
    const ImportSetting& m_setting;
    Imported& m_result;
};

// What a value of a foreign document is, or nothing.
[[nodiscard]] const Json* foreignMember(const Json& object, std::string_view key);
[[nodiscard]] const std::string* textMember(const Json& object, std::string_view key);
/// Also of a number that stands in quotes, as Kubernetes likes them.
[[nodiscard]] std::optional<double> numberMember(const Json& object, std::string_view key);
/// In the words of Go and of ours: "30s", "1h30m", "-2m", "1.5s". Negative ones count as none.
[[nodiscard]] std::optional<Duration> durationMember(const Json& object, std::string_view key);

/// The component, host or zone of a foreign name, which may be in another case and have words around it: "payment" for
/// "Payment-deployment". Empty if there is none, or more than one.
[[nodiscard]] std::string placeNamed(const spec::Scenario& scenario, std::string_view foreignName);
/// "; did you mean ...", of all components, hosts and zones.
[[nodiscard]] std::string nearestPlace(const spec::Scenario& scenario, const std::string& name);

}  // namespace stormglass
