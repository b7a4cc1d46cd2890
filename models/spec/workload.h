// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who asks, how often.
#pragma once

#include "models/spec/field_visitor.h"
#include "simcore/base/one_of.h"

namespace stormglass::spec {

/// Independent users: exponential gaps.
struct PoissonArrivals {
    static constexpr std::string_view kKind = "poisson";
    double rate = 100;  ///< Per second.
    bool operator==(const PoissonArrivals&) const = default;
};

/// A metronome: equal gaps.
struct ConstantArrivals {
    static constexpr std::string_view kKind = "constant";
    double rate = 100;
    bool operator==(const ConstantArrivals&) const = default;
};

/// A Poisson stream whose rate goes linearly from one value to another, and stays there.
struct RampArrivals {
    static constexpr std::string_view kKind = "ramp";
    double from = 10;
    double to = 100;
    Duration over = std::chrono::minutes{1};
    bool operator==(const RampArrivals&) const = default;
};

/// A Markov-modulated Poisson process of two states: calm and burst, each of exponential length.
struct BurstyArrivals {
    static constexpr std::string_view kKind = "bursty";
    double calmRate = 50;
    double burstRate = 500;
    Duration meanCalm = std::chrono::seconds{30};
    Duration meanBurst = std::chrono::seconds{3};
    bool operator==(const BurstyArrivals&) const = default;
};

/// A Poisson stream whose rate follows a sine: mean x (1 + amplitude x sin(2 pi t / period)).
struct DiurnalArrivals {
    static constexpr std::string_view kKind = "diurnal";
    double mean = 100;
    double amplitude = 0.5;
    Duration period = std::chrono::hours{24};
    bool operator==(const DiurnalArrivals&) const = default;
};

/// A fixed number of users, each of whom thinks, asks, and waits for the answer.
struct ClosedLoop {
    static constexpr std::string_view kKind = "closed";
    std::int64_t users = 10;
    Distribution thinkTime;
    bool operator==(const ClosedLoop&) const = default;
};

using ArrivalKinds = TypeList<PoissonArrivals, ConstantArrivals, RampArrivals, BurstyArrivals, DiurnalArrivals, ClosedLoop>;

/// One source of requests. Its target is either a flow, or an operation of a component.
struct Workload {
    std::string name;
    std::string flow;       ///< Empty: component and operation are set.
    std::string client;     ///< Only without a flow: the client component.
    std::string component;
    std::string operation;
    std::int64_t messageSize = 1024;  ///< Bytes; only without a flow.
    Duration timeout = std::chrono::seconds{15};  ///< How long the client waits for an answer.
    std::int64_t keys = 0;    ///< That its flows share; 0: each has its own.
    double zipfExponent = 0;  ///< Of their popularity.
    OneOf<ArrivalKinds> arrivals;

    bool operator==(const Workload&) const = default;
};

void describe(FieldVisitor& visit, PoissonArrivals& arrivals);
void describe(FieldVisitor& visit, ConstantArrivals& arrivals);
void describe(FieldVisitor& visit, RampArrivals& arrivals);
void describe(FieldVisitor& visit, BurstyArrivals& arrivals);
void describe(FieldVisitor& visit, DiurnalArrivals& arrivals);
void describe(FieldVisitor& visit, ClosedLoop& arrivals);
void describe(FieldVisitor& visit, Workload& workload);

}  // namespace stormglass::spec
