// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The visitor that makes JSON of a described settings type.
#pragma once

#include "models/spec/field_visitor.h"
#include "scenarios/json.h"

namespace stormglass {

/// Writes one object. Strings that are empty and optional are absent ones, and are never written.
class FieldWriter final : public spec::FieldVisitor {
public:
    enum class Mode {
        Full,     ///< Every field.
        Sparse,   ///< Only what a file has to say: required fields, and what differs from the default.
        Defaults  ///< Every optional field; each variant takes the kind that it has in the model object.
    };

    /// Appends to the object. The model is used for defaults only: an object written in full of the same type.
    FieldWriter(Json& object, Mode mode, const Json* model = nullptr);

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
    void add(std::string_view key, Json value, const spec::FieldInfo& info);
    void addText(std::string_view key, const std::string& value, const spec::FieldInfo& info);

    Json& m_object;
    Mode m_mode;
    const Json* m_model;
};

/// Takes away every member that is equal in the defaults, also in nested objects; what becomes empty goes, too.
void removeDefaults(Json& object, const Json& defaults);

}  // namespace stormglass
