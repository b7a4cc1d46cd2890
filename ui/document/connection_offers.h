// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each way to connect two parts, as an edit of the scenario: they are appended to a list of offers.
#pragma once

#include "ui/document/connections.h"

namespace stormglass::ui {

/// Null if there is none of that name.
[[nodiscard]] const spec::Component* findComponent(const spec::Scenario& scenario, const std::string& name);

void offerRequests(std::vector<Offer>& offers, const spec::Scenario& scenario, const std::string& from, const std::string& to);
void offerSubscription(std::vector<Offer>& offers, const std::string& channel, const std::string& service);
void offerWorkload(std::vector<Offer>& offers, const std::string& client, const std::string& target);
void offerWay(std::vector<Offer>& offers, const spec::Scenario& scenario, const std::string& client, const std::string& gateway);
void offerFlow(std::vector<Offer>& offers, const std::string& client, const std::string& gateway, const std::string& service);
void offerPublishing(std::vector<Offer>& offers, const std::string& from, const std::string& channel);
void offerNewChannel(std::vector<Offer>& offers, const std::string& from, const std::string& broker);
void offerAccess(std::vector<Offer>& offers, const std::string& from, const std::string& store);
/// A component that reads streams, of this channel.
void offerReading(std::vector<Offer>& offers, const std::string& channel, const std::string& reader);
void offerResults(std::vector<Offer>& offers, const spec::Scenario& scenario, const std::string& from, const std::string& channel);
/// A component that uses one store only.
void offerStore(std::vector<Offer>& offers, const std::string& from, const std::string& store);
void offerSagaLog(std::vector<Offer>& offers, const std::string& from, const std::string& store);
void offerLink(std::vector<Offer>& offers, const std::string& from, const std::string& to);

}  // namespace stormglass::ui
