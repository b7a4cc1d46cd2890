// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/program.h"

#include "simcore/base/one_of_members.h"

namespace stormglass {
template class OneOf<spec::ActionKinds>;
}

namespace stormglass::spec {

bool Parallel::operator==(const Parallel&) const = default;
bool Choose::operator==(const Choose&) const = default;
bool Attempt::operator==(const Attempt&) const = default;

namespace {

/// The statements a user may write, as a variant of their own: the others are made by design compilers.
using Written = std::variant<Work, Call, Send, Publish, Access, Parallel, Choose, Fail, Reply>;

}  // namespace

void describe(FieldVisitor& visit, Work& work)
{
    visit.distribution("time", work.time, {.help = "How long a worker is held.", .isRequired = true});
}

void describe(FieldVisitor& visit, Call& call)
{
    visit.reference("component", call.component, RefersTo::Component, {.help = "Component that is called.", .isRequired = true});
    visit.reference("operation", call.operation, RefersTo::Operation, {.help = "Its operation.", .isRequired = true});
    visit.object("policy", call.policy, {.help = "Timeout and retries of the call."});
}

void describe(FieldVisitor& visit, Send& send)
{
    visit.reference("component", send.component, RefersTo::Component, {.help = "Component that gets the request.", .isRequired = true});
    visit.reference("operation", send.operation, RefersTo::Operation, {.help = "Its operation.", .isRequired = true});
}

void describe(FieldVisitor& visit, Publish& publish)
{
    visit.reference("channel", publish.channel, RefersTo::Channel, {.help = "Channel of the message.", .isRequired = true});
}

void describe(FieldVisitor& visit, Access& access)
{
    visit.reference("store", access.store, RefersTo::Store, {.help = "Store that is asked.", .isRequired = true});
    visit.flag("write", access.isWrite, {.help = "true: its write time; false: its read time."});
}

void describe(FieldVisitor& visit, Parallel& parallel)
{
    visit.list("branches", parallel.branches, {.help = "Programs that run at the same time.", .min = 1, .max = 10000, .isRequired = true});
}

void describe(FieldVisitor& visit, Choose::Option& option)
{
    visit.ratio("probability", option.probability, {.help = "Probability of this program.", .isRequired = true});
    visit.list("do", option.program, {.help = "The program.", .max = 1000, .isRequired = true});
}

void describe(FieldVisitor& visit, Choose& choose)
{
    visit.list("options", choose.options, {.help = "Programs of which one runs; with the rest of the probability, none.", .min = 1, .max = 1000, .isRequired = true});
}

void describe(FieldVisitor& visit, Fail& fail)
{
    visit.ratio("probability", fail.probability, {.help = "Probability of the error."});
}

void describe(FieldVisitor&, Reply&) { }

void describe(FieldVisitor& visit, Program& branch)
{
    visit.list("do", branch, {.help = "The statements of the branch.", .max = 1000, .isRequired = true});
}

void describe(FieldVisitor& visit, Statement& statement)
{
    Written written = std::visit(
        [](auto& action) -> Written {
            if constexpr (std::is_constructible_v<Written, decltype(action)>)
                return action;
            else
                return Work{};
        },
        statement.action);
    visit.variant("do", written, {.help = "What is done.", .isRequired = true});
    std::visit([&](auto& action) { statement.action = action; }, written);
}

}  // namespace stormglass::spec
