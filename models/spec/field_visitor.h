// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a settings type describes itself, once, for everyone who needs to know its fields.
//
// Each settings type has one function describe(FieldVisitor&, Type&) that names every field with its key, kind, range,
// help and source. The reader, the writer, the schema, the validation, the command "describe" and the inspector are
// visitors. The default of a field is what a default-constructed object holds.
#pragma once

#include "simcore/base/distribution.h"
#include "simcore/base/time.h"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace stormglass::spec {

class FieldVisitor;

/// What is to be said about one field, whatever its kind. Limits are inclusive and in the base unit of the kind:
/// nanoseconds, bytes, events per second, bytes per second, a ratio (1 = 100 %).
struct FieldInfo {
    std::string_view help;
    std::string_view source = {};  ///< Manual, paper or recording that the rule or the default comes from.
    double min = 0;
    double max = std::numeric_limits<double>::infinity();
    bool isRequired = false;
};

/// What a reference names, so that dangling ones are found and the nearest valid name can be offered.
enum class RefersTo { Zone, Host, Link, Component, Store, Broker, Channel, Flow, Step, Operation, Design, Fault, Place, Workload, AnyChannel,
                      Event };

/// A list whose elements describe themselves, without the visitor knowing their type.
class ListAccess {
public:
    virtual ~ListAccess() = default;
    [[nodiscard]] virtual std::size_t size() const = 0;
    virtual void append() = 0;  ///< A default element at the end.
    virtual void describeAt(std::size_t index, FieldVisitor& visitor) = 0;
};

/// A closed set of alternatives, of which the value of one key tells which it is.
class VariantAccess {
public:
    virtual ~VariantAccess() = default;
    [[nodiscard]] virtual std::span<const std::string_view> names() const = 0;
    [[nodiscard]] virtual std::size_t current() const = 0;
    virtual void choose(std::size_t index) = 0;  ///< Makes the current alternative a default one of that kind.
    virtual void describeCurrent(FieldVisitor& visitor) = 0;
};

/// A nested object.
class ObjectAccess {
public:
    virtual ~ObjectAccess() = default;
    virtual void describeTo(FieldVisitor& visitor) = 0;
};

class FieldVisitor {
public:
    virtual ~FieldVisitor() = default;

    /// A name by which other parts of the file refer to this one: letters, digits, '-', '_', '.'.
    virtual void name(std::string_view key, std::string& value, const FieldInfo& info) = 0;
    virtual void text(std::string_view key, std::string& value, const FieldInfo& info) = 0;
    virtual void reference(std::string_view key, std::string& value, RefersTo what, const FieldInfo& info) = 0;
    virtual void references(std::string_view key, std::vector<std::string>& values, RefersTo what,
                            const FieldInfo& info)
        = 0;
    virtual void flag(std::string_view key, bool& value, const FieldInfo& info) = 0;
    virtual void integer(std::string_view key, std::int64_t& value, const FieldInfo& info) = 0;
    virtual void number(std::string_view key, double& value, const FieldInfo& info) = 0;
    /// A share of a whole, written "5%", held as 0.05. The upper limit is 1 unless info says less.
    virtual void ratio(std::string_view key, double& value, const FieldInfo& info) = 0;
    virtual void duration(std::string_view key, Duration& value, const FieldInfo& info) = 0;
    virtual void bytes(std::string_view key, std::int64_t& value, const FieldInfo& info) = 0;
    virtual void rate(std::string_view key, double& value, const FieldInfo& info) = 0;
    virtual void bandwidth(std::string_view key, double& value, const FieldInfo& info) = 0;
    virtual void distribution(std::string_view key, Distribution& value, const FieldInfo& info) = 0;
    /// One of a fixed set of words.
    virtual void choice(std::string_view key, std::size_t& index, std::span<const std::string_view> names,
                        const FieldInfo& info)
        = 0;
    virtual void object(std::string_view key, ObjectAccess& object, const FieldInfo& info) = 0;
    virtual void list(std::string_view key, ListAccess& list, const FieldInfo& info) = 0;
    /// The alternative's own fields stand beside the key that chooses it, in the same object.
    virtual void variant(std::string_view key, VariantAccess& variant, const FieldInfo& info) = 0;

    template <class T>
    void object(std::string_view key, T& value, const FieldInfo& info);
    template <class T>
    void list(std::string_view key, std::vector<T>& values, const FieldInfo& info);
    template <class... Kinds>
    void variant(std::string_view key, std::variant<Kinds...>& value, const FieldInfo& info);
    /// Precondition: the enumerators are 0, 1, 2, ... and namesOf(Enum{}) gives a word for each.
    template <class Enum>
        requires std::is_enum_v<Enum>
    void choice(std::string_view key, Enum& value, const FieldInfo& info);
};

template <class T>
void FieldVisitor::object(std::string_view key, T& value, const FieldInfo& info)
{
    struct Access final : ObjectAccess {
        explicit Access(T& accessed) : target(accessed) { }
        void describeTo(FieldVisitor& visitor) override { describe(visitor, target); }
        T& target;
    } access(value);
    object(key, static_cast<ObjectAccess&>(access), info);
}

template <class T>
void FieldVisitor::list(std::string_view key, std::vector<T>& values, const FieldInfo& info)
{
    struct Access final : ListAccess {
        explicit Access(std::vector<T>& accessed) : target(accessed) { }
        std::size_t size() const override { return target.size(); }
        void append() override { target.emplace_back(); }
        void describeAt(std::size_t index, FieldVisitor& visitor) override
        {
            describe(visitor, target[index]);
        }
        std::vector<T>& target;
    } access(values);
    list(key, static_cast<ListAccess&>(access), info);
}

/// Each alternative of a described variant has a static constexpr std::string_view kKind.
template <class... Kinds>
void FieldVisitor::variant(std::string_view key, std::variant<Kinds...>& value, const FieldInfo& info)
{
    struct Access final : VariantAccess {
        explicit Access(std::variant<Kinds...>& accessed) : target(accessed) { }
        std::span<const std::string_view> names() const override
        {
            static constexpr std::string_view kNames[] = {Kinds::kKind...};
            return kNames;
        }
        std::size_t current() const override { return target.index(); }
        void choose(std::size_t index) override
        {
            std::size_t i = 0;
            ((i++ == index ? static_cast<void>(target = Kinds{}) : void()), ...);
        }
        void describeCurrent(FieldVisitor& visitor) override
        {
            std::visit([&](auto& alternative) { describe(visitor, alternative); }, target);
        }
        std::variant<Kinds...>& target;
    } access(value);
    variant(key, static_cast<VariantAccess&>(access), info);
}

template <class Enum>
    requires std::is_enum_v<Enum>
void FieldVisitor::choice(std::string_view key, Enum& value, const FieldInfo& info)
{
    auto index = static_cast<std::size_t>(value);
    choice(key, index, namesOf(value), info);
    value = static_cast<Enum>(index);
}

}  // namespace stormglass::spec
