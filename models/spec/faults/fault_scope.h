// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a kind of fault may ask when it checks that it hits something, and where it tells what is wrong.
#pragma once

#include "models/spec/scenario.h"
#include "simcore/base/issues.h"

#include <memory>
#include <optional>

namespace stormglass::spec {

/// A fault that hits nothing is an error: a test that breaks nothing would always pass. Names that nothing has are
/// reported elsewhere, so checks pass over them.
class FaultScope {
public:
    /// \p pointer is the fault's own; the scenario outlives the scope.
    FaultScope(const Scenario& scenario, std::string pointer);
    ~FaultScope();

    /// Goes on with another fault of the same scenario, of which nothing wrong is known yet: what was looked up once is kept.
    void turnTo(std::string pointer);

    [[nodiscard]] const Scenario& scenario() const { return m_scenario; }
    /// Null if there is none of that name.
    [[nodiscard]] const Component* findComponent(const std::string& name) const;
    /// Those of the topology and those that designs make, of which several may have one name.
    [[nodiscard]] const std::vector<Channel>& channels() const;
    [[nodiscard]] bool isHost(const std::string& name) const;
    [[nodiscard]] bool isZone(const std::string& name) const;
    /// Of a component, or on a host, or in a zone. A managed service has none.
    [[nodiscard]] std::int64_t instancesAt(const std::string& place) const;
    /// The same, counting only components of these kinds, of which a managed service counts as one instance.
    [[nodiscard]] std::int64_t instancesAt(const std::string& place, std::span<const std::string_view> kinds) const;
    /// Whether the place has instances; tells if it is known and has none.
    bool requireInstances(const std::string& member, const std::string& place);
    /// The same for instances of components of these kinds.
    bool requireInstances(const std::string& member, const std::string& place, std::span<const std::string_view> kinds);
    /// Whether the component is of one of these kinds; tells if it is of another.
    bool requireKind(const std::string& member, const std::string& component, std::span<const std::string_view> kinds);
    /// The same, but also tells if the name is that of a host or a zone.
    bool requireComponentOfKind(const std::string& member, const std::string& name, std::span<const std::string_view> kinds);
    /// Tells if the name is not empty and no component has it.
    void requireComponent(const std::string& member, const std::string& name);

    /// \p member is a pointer from the fault on: "/target".
    void error(const std::string& member, std::string message) { m_issues.error(m_pointer + member, std::move(message)); }
    [[nodiscard]] const Issues& issues() const { return m_issues; }

private:
    struct Names;

    [[nodiscard]] const Names& names() const;
    /// With instances on that host or in that zone.
    [[nodiscard]] const std::vector<const Component*>& componentsAt(const std::string& place) const;
    /// Of the component, on that host or in that zone.
    [[nodiscard]] std::int64_t instancesThere(const Component& component, const std::string& place) const;

    const Scenario& m_scenario;
    std::string m_pointer;
    mutable std::optional<std::vector<Channel>> m_channels;  // these two are made when somebody asks
    mutable std::unique_ptr<const Names> m_names;
    Issues m_issues;
};

}  // namespace stormglass::spec
