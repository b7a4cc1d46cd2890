// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/fault_references.h"

namespace stormglass::spec {
namespace {

class ReferenceCollector final : public FieldVisitor {
public:
    std::vector<FaultReference> found;

    void name(std::string_view, std::string&, const FieldInfo&) override { }
    void text(std::string_view, std::string&, const FieldInfo&) override { }
    void reference(std::string_view key, std::string& value, RefersTo what, const FieldInfo&) override
    {
        if (!value.empty())
            found.push_back({std::string(key), what, value});
    }
    void references(std::string_view key, std::vector<std::string>& values, RefersTo what, const FieldInfo& info) override
    {
        for (std::string& value : values)
            reference(key, value, what, info);
    }
    void flag(std::string_view, bool&, const FieldInfo&) override { }
    void integer(std::string_view, std::int64_t&, const FieldInfo&) override { }
    void number(std::string_view, double&, const FieldInfo&) override { }
    void ratio(std::string_view, double&, const FieldInfo&) override { }
    void duration(std::string_view, Duration&, const FieldInfo&) override { }
    void bytes(std::string_view, std::int64_t&, const FieldInfo&) override { }
    void rate(std::string_view, double&, const FieldInfo&) override { }
    void bandwidth(std::string_view, double&, const FieldInfo&) override { }
    void distribution(std::string_view, Distribution&, const FieldInfo&) override { }
    void choice(std::string_view, std::size_t&, std::span<const std::string_view>, const FieldInfo&) override { }
    void object(std::string_view, ObjectAccess& object, const FieldInfo&) override { object.describeTo(*this); }
    void list(std::string_view, ListAccess& list, const FieldInfo&) override
    {
        for (std::size_t i = 0; i < list.size(); ++i)
            list.describeAt(i, *this);
    }
    void variant(std::string_view, VariantAccess& variant, const FieldInfo&) override { variant.describeCurrent(*this); }
};

}  // namespace

std::vector<FaultReference> referencesOf(const Fault& fault)
{
    ReferenceCollector collector;
    FaultSettings copy = fault.settings;  // a visitor is for changing values, too
    std::visit([&](auto& settings) { describe(collector, settings); }, copy);
    return std::move(collector.found);
}

const FaultyWays* waysOf(const Fault& fault)
{
    return std::visit(
        [](const auto& settings) -> const FaultyWays* {
            if constexpr (requires { settings.ways; })
                return &settings.ways;
            else
                return nullptr;
        },
        fault.settings);
}

}  // namespace stormglass::spec
