// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Collects a wiring: channels and subscriptions once each, handlers of one trigger together.
#pragma once

#include "models/designs/wiring.h"

#include <map>
#include <set>

namespace stormglass {

class WiringWriter {
public:
    /// Starts with the channels of the topology. The scenario outlives the writer.
    explicit WiringWriter(const spec::Scenario& scenario);

    [[nodiscard]] const spec::Scenario& scenario() const { return m_scenario; }
    /// Precondition: there is a component of that name.
    [[nodiscard]] const spec::Component& component(const std::string& name) const;

    /// A channel with the defaults of the broker, unless the topology has one of that name.
    void addChannel(const std::string& channel, const std::string& broker);
    void subscribe(const std::string& component, const std::string& channel, Duration from = Duration::zero());

    void onRequest(const std::string& component, const std::string& operation, spec::Program body,
                   spec::Program onFailure = {});
    /// What a component does about a message; one of possibly several things.
    void onMessage(const std::string& component, const Handler::OnMessage& message, spec::Program body,
                   spec::Program onFailure = {});

    /// The way of the request from the client through the gateways to the component of the first step.
    void addEntry(const spec::Flow& flow, std::int64_t placesToAsk);
    void addSaga(SagaPlan saga);

    [[nodiscard]] Wiring take() &&;

private:
    using MessageKey = std::tuple<std::string, std::string, std::string>;  // component, channel, event

    void repeatForEveryEvent();

    const spec::Scenario& m_scenario;
    Wiring m_wiring;
    std::map<std::string, const spec::Component*> m_components;
    std::set<std::string> m_channels;
    std::set<std::pair<std::string, std::string>> m_subscriptions;
    std::map<MessageKey, std::vector<Handler>> m_reactions;
    std::vector<MessageKey> m_reactionOrder;  // in which the triggers came first
};

}  // namespace stormglass
