// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Programs: what a component does when a request, a message or a timer arrives. The one executable form.
//
// A user may write programs for the operations of a service. A design compiler writes programs for a flow. Both are run
// by the same interpreter.
#pragma once

#include "models/spec/call_policy.h"
#include "models/spec/components/consuming.h"
#include "simcore/base/one_of.h"

namespace stormglass::spec {

struct Statement;
using Program = std::vector<Statement>;

/// Holds a worker for a time.
struct Work {
    static constexpr std::string_view kKind = "work";
    Distribution time;
    bool operator==(const Work&) const = default;
};

/// Calls an operation of another component and waits for its reply. A failed call fails the program.
struct Call {
    static constexpr std::string_view kKind = "call";
    std::string component;
    std::string operation;
    CallPolicy policy;
    bool operator==(const Call&) const = default;
};

/// Hands a request over and goes on without waiting for a reply.
struct Send {
    static constexpr std::string_view kKind = "send";
    std::string component;
    std::string operation;
    bool operator==(const Send&) const = default;
};

/// Publishes a message and waits until the broker has confirmed it. A refused one fails the program.
struct Publish {
    static constexpr std::string_view kKind = "publish";
    std::string channel;
    bool operator==(const Publish&) const = default;
};

/// One query at a store.
struct Access {
    static constexpr std::string_view kKind = "access";
    std::string store;
    bool isWrite = true;
    bool operator==(const Access&) const = default;
};

/// Runs branches at the same time and goes on when the last has ended; fails when one has failed.
struct Parallel {
    static constexpr std::string_view kKind = "parallel";
    std::vector<Program> branches;
    bool operator==(const Parallel&) const;
};

/// Runs one of several programs, drawn by probability; none with what is left of 1.
struct Choose {
    static constexpr std::string_view kKind = "choose";
    struct Option;
    std::vector<Option> options;
    bool operator==(const Choose&) const;
};

/// Ends the program with an error, with the given probability.
struct Fail {
    static constexpr std::string_view kKind = "fail";
    double probability = 1;
    bool operator==(const Fail&) const = default;
};

/// Answers the request now and goes on working.
struct Reply {
    static constexpr std::string_view kKind = "reply";
    bool operator==(const Reply&) const = default;
};

// --- written by design compilers only: failures, and what concerns a step of a flow ---------------------------------

/// Runs a program and, when it fails, another one.
///
/// A call is in doubt when it has failed without an answer (timeout, connection lost) in any of its attempts: it may
/// have taken effect. An answer, a refused connection and a full queue leave no doubt: it has not.
struct Attempt {
    static constexpr std::string_view kKind = "attempt";
    Program program;
    Program onFailure;
    bool isForDoubtOnly = false;     ///< onFailure runs only if the call that failed is in doubt.
    bool isFailurePassedOn = false;  ///< Then the statement fails as its program did; otherwise the failure ends here.
    bool operator==(const Attempt&) const;
};

/// Does the work of a step and commits its effect: duplicate check, service time, business decision, write. Fails the
/// program when the business says no. Skipped when the step has been cancelled before.
struct PerformStep {
    static constexpr std::string_view kKind = "perform-step";
    std::string flow;
    std::string step;
    bool isIdempotent = true;  ///< A repeated request changes nothing and has the outcome of the first.
    Deduplication deduplication = {};  ///< How long it is known as repeated.
    bool operator==(const PerformStep&) const = default;
};

/// Undoes the committed effect of a step, or cancels the step if it has not happened yet.
struct UndoStep {
    static constexpr std::string_view kKind = "undo-step";
    std::string flow;
    std::string step;
    bool isIdempotent = true;  ///< A repeated request changes nothing; otherwise the money is paid back twice.
    bool operator==(const UndoStep&) const = default;
};

/// Publishes an event about a step: through the outbox of the component's store (the event is part of the commit), or
/// directly after the commit (a crash between the two loses the event).
struct EmitEvent {
    static constexpr std::string_view kKind = "emit-event";
    std::string channel;
    std::string event;
    bool throughOutbox = true;
    bool operator==(const EmitEvent&) const = default;
};

/// Goes on only when all these steps are known to have succeeded at this component (a join kept in its store).
struct JoinSteps {
    static constexpr std::string_view kKind = "join-steps";
    std::string flow;
    std::string step;                ///< The step that waits.
    std::string arrived;             ///< The predecessor of which this message tells.
    bool operator==(const JoinSteps&) const = default;
};

/// The orchestrator takes notice of a reply (or of the start), writes its log and sends the next commands.
struct AdvanceSaga {
    static constexpr std::string_view kKind = "advance-saga";
    enum class News { Started, Succeeded, Failed, Undone };
    std::string flow;
    std::string step;  ///< Empty for Started.
    News news = News::Started;
    bool operator==(const AdvanceSaga&) const = default;
};

/// Publishes the message that is being handled to another channel, as it is, not faster than a rate.
struct RedriveMessage {
    static constexpr std::string_view kKind = "redrive-message";
    std::string channel;
    double rate = 10;  ///< Over all instances.
    bool isOnce = false;
    bool operator==(const RedriveMessage&) const = default;
};

using ActionKinds = TypeList<Work, Call, Send, Publish, Access, Parallel, Choose, Fail, Reply, Attempt, PerformStep, UndoStep,
                          EmitEvent, JoinSteps, AdvanceSaga, RedriveMessage>;

struct Statement {
    OneOf<ActionKinds> action;

    bool operator==(const Statement&) const = default;
};

struct Choose::Option {
    double probability = 0.5;
    Program program;
    bool operator==(const Option&) const = default;
};

void describe(FieldVisitor& visit, Work& work);
void describe(FieldVisitor& visit, Call& call);
void describe(FieldVisitor& visit, Send& send);
void describe(FieldVisitor& visit, Publish& publish);
void describe(FieldVisitor& visit, Access& access);
void describe(FieldVisitor& visit, Parallel& parallel);
void describe(FieldVisitor& visit, Choose& choose);
void describe(FieldVisitor& visit, Fail& fail);
void describe(FieldVisitor& visit, Reply& reply);
/// The statements that a user may write: those down to Reply.
void describe(FieldVisitor& visit, Statement& statement);
void describe(FieldVisitor& visit, Program& branch);
void describe(FieldVisitor& visit, Choose::Option& option);

}  // namespace stormglass::spec
