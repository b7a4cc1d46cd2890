// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The visitor that fills a described settings type from JSON.
#pragma once

#include "models/spec/field_visitor.h"
#include "scenarios/quantity_kinds.h"
#include "scenarios/read_problems.h"

namespace stormglass {

/// Reads the members of one JSON object. A key that is absent keeps its default; whatever is wrong is added to the
/// problems, and reading goes on. Lists keep one element for each element of the file, also for a broken one, so that
/// an index means the same in both.
class FieldReader final : public spec::FieldVisitor {
public:
    /// The object and the problems outlive the reader. Precondition: object.is_object().
    FieldReader(const Json& object, std::string pointer, ReadProblems& problems);

    /// Reports every key that nobody asked for. To be called once, after describe().
    void finish();

    void name(std::string_view key, std::string& value, const spec::FieldInfo& info) override;
    void text(std::string_view key, std::string& value, const spec::FieldInfo& info) override;
    void reference(std::string_view key, std::string& value, spec::RefersTo what, const spec::FieldInfo& info) override;
    void references(std::string_view key, std::vector<std::string>& values, spec::RefersTo what,
                    const spec::FieldInfo& info) override;
    void flag(std::string_view key, bool& value, const spec::FieldInfo& info) override;
    void integer(std::string_view key, std::int64_t& value, const spec::FieldInfo& info) override;
    void number(std::string_view key, double& value, const spec::FieldInfo& info) override;
    void ratio(std::string_view key, double& value, const spec::FieldInfo& info) override;
    void duration(std::string_view key, Duration& value, const spec::FieldInfo& info) override;
    void bytes(std::string_view key, std::int64_t& value, const spec::FieldInfo& info) override;
    void rate(std::string_view key, double& value, const spec::FieldInfo& info) override;
    void bandwidth(std::string_view key, double& value, const spec::FieldInfo& info) override;
    void distribution(std::string_view key, Distribution& value, const spec::FieldInfo& info) override;
    void choice(std::string_view key, std::size_t& index, std::span<const std::string_view> names,
                const spec::FieldInfo& info) override;
    void object(std::string_view key, spec::ObjectAccess& object, const spec::FieldInfo& info) override;
    void list(std::string_view key, spec::ListAccess& list, const spec::FieldInfo& info) override;
    void variant(std::string_view key, spec::VariantAccess& variant, const spec::FieldInfo& info) override;

private:
    /// The member, null if it is absent; a missing required one is reported.
    const Json* find(std::string_view key, const spec::FieldInfo& info);
    void missing(std::string_view key);
    const std::string* findText(std::string_view key, std::string_view expected, const spec::FieldInfo& info);
    void expected(std::string_view key, std::string_view what, const Json& found, std::string_view hint = {});
    /// An error whose place does not hold what the user wrote.
    void broken(std::string pointer, std::string message);
    void expectedOneOf(std::string_view key, std::span<const std::string_view> names, const Json& found);
    template <class T>
    void quantity(std::string_view key, T& value, const spec::FieldInfo& info, const QuantityKind<T>& kind);
    bool isCountWithin(std::string_view key, const Json& array, const spec::FieldInfo& info);

    const Json& m_object;
    std::string m_pointer;
    ReadProblems& m_problems;
    std::vector<std::string_view> m_known;
    bool m_knowsAllKeys = true;
};

}  // namespace stormglass
