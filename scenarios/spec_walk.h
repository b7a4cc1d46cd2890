// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A visitor that goes through every field of a scenario and knows where it is.
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass {

/// Does nothing at a leaf; derived classes override the leaves that they care for. Values are not to be changed.
class SpecWalk : public spec::FieldVisitor {
public:
    void name(std::string_view, std::string&, const spec::FieldInfo&) override { }
    void text(std::string_view, std::string&, const spec::FieldInfo&) override { }
    void reference(std::string_view, std::string&, spec::RefersTo, const spec::FieldInfo&) override { }
    void references(std::string_view, std::vector<std::string>&, spec::RefersTo, const spec::FieldInfo&) override { }
    void flag(std::string_view, bool&, const spec::FieldInfo&) override { }
    void integer(std::string_view, std::int64_t&, const spec::FieldInfo&) override { }
    void number(std::string_view, double&, const spec::FieldInfo&) override { }
    void ratio(std::string_view, double&, const spec::FieldInfo&) override { }
    void duration(std::string_view, Duration&, const spec::FieldInfo&) override { }
    void bytes(std::string_view, std::int64_t&, const spec::FieldInfo&) override { }
    void rate(std::string_view, double&, const spec::FieldInfo&) override { }
    void bandwidth(std::string_view, double&, const spec::FieldInfo&) override { }
    void distribution(std::string_view, Distribution&, const spec::FieldInfo&) override { }
    void choice(std::string_view, std::size_t&, std::span<const std::string_view>, const spec::FieldInfo&) override { }
    void object(std::string_view key, spec::ObjectAccess& object, const spec::FieldInfo& info) override;
    void list(std::string_view key, spec::ListAccess& list, const spec::FieldInfo& info) override;
    void variant(std::string_view key, spec::VariantAccess& variant, const spec::FieldInfo& info) override;

    using spec::FieldVisitor::choice;
    using spec::FieldVisitor::list;
    using spec::FieldVisitor::object;
    using spec::FieldVisitor::variant;

protected:
    /// JSON pointer to the member of that key in the object that is being visited.
    [[nodiscard]] std::string pointerTo(std::string_view key) const;

private:
    std::string m_pointer;
};

}  // namespace stormglass
