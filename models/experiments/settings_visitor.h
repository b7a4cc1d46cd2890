// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A visitor of the settings of faults that looks at few of their fields.
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::experiments {

/// Whatever a derived class does not override is told to leaf(). Goes into objects, and into what a variant is now; lists
/// of objects are leaves.
class SettingsVisitor : public spec::FieldVisitor {
public:
    virtual void leaf(std::string_view, const spec::FieldInfo&) { }

    void name(std::string_view key, std::string&, const spec::FieldInfo& info) override { leaf(key, info); }
    void text(std::string_view key, std::string&, const spec::FieldInfo& info) override { leaf(key, info); }
    void reference(std::string_view key, std::string&, spec::RefersTo, const spec::FieldInfo& info) override { leaf(key, info); }
    void references(std::string_view key, std::vector<std::string>&, spec::RefersTo, const spec::FieldInfo& info) override
    {
        leaf(key, info);
    }
    void flag(std::string_view key, bool&, const spec::FieldInfo& info) override { leaf(key, info); }
    void integer(std::string_view key, std::int64_t&, const spec::FieldInfo& info) override { leaf(key, info); }
    void number(std::string_view key, double&, const spec::FieldInfo& info) override { leaf(key, info); }
    void ratio(std::string_view key, double&, const spec::FieldInfo& info) override { leaf(key, info); }
    void duration(std::string_view key, Duration&, const spec::FieldInfo& info) override { leaf(key, info); }
    void bytes(std::string_view key, std::int64_t&, const spec::FieldInfo& info) override { leaf(key, info); }
    void rate(std::string_view key, double&, const spec::FieldInfo& info) override { leaf(key, info); }
    void bandwidth(std::string_view key, double&, const spec::FieldInfo& info) override { leaf(key, info); }
    void distribution(std::string_view key, Distribution&, const spec::FieldInfo& info) override { leaf(key, info); }
    void choice(std::string_view key, std::size_t&, std::span<const std::string_view>, const spec::FieldInfo& info) override
    {
        leaf(key, info);
    }
    void object(std::string_view, spec::ObjectAccess& object, const spec::FieldInfo&) override { object.describeTo(*this); }
    void list(std::string_view key, spec::ListAccess&, const spec::FieldInfo& info) override { leaf(key, info); }
    void variant(std::string_view, spec::VariantAccess& variant, const spec::FieldInfo&) override { variant.describeCurrent(*this); }

    using spec::FieldVisitor::choice;
    using spec::FieldVisitor::list;
    using spec::FieldVisitor::object;
    using spec::FieldVisitor::variant;
};

}  // namespace stormglass::experiments
