// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Objects of Chaos Mesh: faults by themselves begin at once; Schedule repeats one; Workflow puts many in order.
#include "scenarios/importers/import_context.h"
#include "scenarios/importers/mesh_mapping.h"
#include "scenarios/importers/mesh_status_check.h"
#include "scenarios/read_problems.h"
#include "simcore/base/quantity_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace stormglass {
namespace {

/// Exported files say where their time begins: what they wait for is counted from the start of the run.
constexpr std::string_view kBeginAnnotation = "stormglass/begins-at";

/// "podChaos" of a template or a schedule of the type PodChaos.
std::string memberNameOf(std::string_view kind)
{
    const std::string_view stem = kind.substr(0, kind.size() - std::string_view("Chaos").size());
    std::string name;
    bool isLeading = true;
    for (std::size_t i = 0; i < stem.size(); ++i) {
        isLeading = isLeading && stem[i] >= 'A' && stem[i] <= 'Z';
        name += isLeading ? static_cast<char>(stem[i] - 'A' + 'a') : stem[i];
    }
    return name + "Chaos";
}

/// The period of a schedule: "@every 5m", "@hourly", "*/5 * * * *"; nothing for times of day.
std::optional<Duration> periodOf(const std::string& schedule)
{
    constexpr std::string_view kEvery = "@every ";
    if (schedule.starts_with(kEvery))
        return readDuration(std::string_view(schedule).substr(kEvery.size()));
    if (schedule == "@hourly" || schedule == "0 * * * *")
        return std::chrono::hours{1};
    if (schedule == "* * * * *")
        return std::chrono::minutes{1};
    constexpr std::string_view kRest = " * * * *";
    if (schedule.starts_with("*/") && schedule.ends_with(kRest))
        return readDuration(schedule.substr(2, schedule.size() - 2 - kRest.size()) + "m");
    return std::nullopt;
}

class MeshReader {
public:
    explicit MeshReader(ImportContext& context)
        : m_context(context)
    {
    }

    void read()
    {
        const Json& object = m_context.json();
        const std::string* kind = textMember(object, "kind");
        const Json* spec = foreignMember(object, "spec");
        if (kind == nullptr || spec == nullptr)
            return m_context.error(
                "", "expected an object of Chaos Mesh with \"kind\" and \"spec\", found " + foundText(object));
        const Json* metadata = foreignMember(object, "metadata");
        const Json* annotations = metadata == nullptr ? nullptr : foreignMember(*metadata, "annotations");
        const auto begin = annotations == nullptr ? std::nullopt : durationMember(*annotations, kBeginAnnotation);
        const Duration start = begin.value_or(m_context.setting().begin);
        const std::string* given = metadata == nullptr ? nullptr : textMember(*metadata, "name");
        const std::string name = given == nullptr ? *kind : *given;
        if (*kind == "Workflow")
            readWorkflow(*spec, start);
        else if (*kind == "Schedule")
            readSchedule(*spec, "/spec", name, {start, std::nullopt});
        else if (isMeshFaultKind(*kind))
            static_cast<void>(addFault({*kind, *spec, "/spec"}, name, {start, std::nullopt}));
        else
            m_context.unmapped("/kind", "objects of the kind " + *kind + " are none that we know");
    }

private:
    /// When something begins, and when what is around it ends it.
    struct Slot {
        Duration begin{};
        std::optional<Duration> deadline;
    };

    /// Until when the fault lasts; nothing: until the end of the run.
    std::optional<Duration> addFault(const MeshFault& object, const std::string& name, const Slot& slot)
    {
        const auto mapped = mapMeshFault(m_context, object);
        const auto own = durationMember(object.spec, "duration");
        if (const Json* written = foreignMember(object.spec, "duration"); written != nullptr && !own)
            m_context.error(object.pointer + "/duration",
                            "expected a duration such as \"30s\", found " + foundText(*written));
        if (!mapped)
            return slot.begin + slot.deadline.value_or(own.value_or(Duration::zero()));
        const Duration lasting = std::min(own.value_or(Duration::max()), slot.deadline.value_or(Duration::max()));
        spec::Fault fault{.name = {}, .settings = mapped->settings, .timing = {.at = slot.begin}};
        fault.timing.lasting = mapped->lasting > Duration::zero() ? mapped->lasting
            : lasting == Duration::max()                          ? Duration::zero()
                                                                  : lasting;
        if (mapped->lasting > Duration::zero())
            m_context.assume(object.pointer,
                             "a pod that was killed is taken to be back after " + toText(mapped->lasting));
        m_context.add(fault, name, object.pointer);
        if (fault.timing.lasting == Duration::zero())
            return std::nullopt;
        return slot.begin + (slot.deadline ? *slot.deadline : fault.timing.lasting);
    }

    /// The first time is one period from the beginning, as cron does it.
    void readSchedule(const Json& spec, const std::string& pointer, const std::string& name, const Slot& slot)
    {
        const std::string* type = textMember(spec, "type");
        const std::string* schedule = textMember(spec, "schedule");
        const std::string member = type == nullptr || !isMeshFaultKind(*type) ? std::string() : memberNameOf(*type);
        const Json* inner = member.empty() ? nullptr : foreignMember(spec, member);
        if (type != nullptr && *type == "Workflow")
            return m_context.unmapped(pointer, "a workflow that repeats");
        if (inner == nullptr || schedule == nullptr)
            return m_context.error(
                pointer, "expected \"schedule\", \"type\" and the object that is repeated, such as \"podChaos\"");
        const auto period = periodOf(*schedule);
        if (!period || *period <= Duration::zero())
            return m_context.unmapped(
                pointer + "/schedule",
                "times of day are not simulated: expected \"@every\" and a time, or minutes, found \"" + *schedule
                    + '"');
        const auto mapped = mapMeshFault(m_context, {*type, *inner, pointer + '/' + member});
        if (!mapped)
            return;
        const Duration own = durationMember(*inner, "duration").value_or(mapped->lasting);
        const Duration lasting = mapped->lasting > Duration::zero() ? mapped->lasting : own;
        spec::Fault fault{.name = {},
                          .settings = mapped->settings,
                          .timing = {.at = slot.begin + *period, .lasting = lasting, .every = *period}};
        if (slot.deadline)
            fault.timing.times = std::max<std::int64_t>(1, *slot.deadline / *period);
        if (mapped->lasting > Duration::zero())
            m_context.assume(pointer, "a pod that was killed is taken to be back after " + toText(mapped->lasting));
        m_context.add(fault, name, pointer);
    }

    // --- workflows ---------------------------------------------------------------------------------------------------

    void readWorkflow(const Json& spec, Duration begin)
    {
        const std::string* entry = textMember(spec, "entry");
        m_templates = foreignMember(spec, "templates");
        if (entry == nullptr || m_templates == nullptr || !m_templates->is_array())
            return m_context.error("/spec", "expected a workflow with \"entry\" and \"templates\"");
        static_cast<void>(walk(*entry, "/spec/entry", begin, 0));
    }

    [[nodiscard]] std::optional<std::size_t> findTemplate(const std::string& name) const
    {
        for (std::size_t i = 0; i < m_templates->size(); ++i) {
            if (const std::string* known = textMember((*m_templates)[i], "name"); known != nullptr && *known == name)
                return i;
        }
        return std::nullopt;
    }

    /// Until when it takes; nothing: until the end of the run.
    std::optional<Duration> walk(const std::string& name, const std::string& from, Duration begin, int depth)
    {
        constexpr int kDeepest = 32;
        constexpr int kMostVisits = 10000;
        const auto index = findTemplate(name);
        if (m_isEndless)
            return begin;
        m_isEndless = depth > kDeepest || ++m_visits > kMostVisits;
        if (!index || m_isEndless) {
            m_context.error(from,
                            m_isEndless ? "the templates go in a circle, or too deep"
                                        : "there is no template \"" + name + '"');
            return begin;
        }
        const Json& node = (*m_templates)[*index];
        const std::string pointer = "/spec/templates/" + std::to_string(*index);
        const std::string* type = textMember(node, "templateType");
        const std::string kind = type == nullptr ? std::string() : *type;
        // "duration" is what "deadline" was called in the first versions.
        const auto deadline = durationMember(node, "deadline") ? durationMember(node, "deadline")
                                                               : durationMember(node, "duration");
        if (kind == "Suspend")
            return begin + deadline.value_or(Duration::zero());
        if (kind == "Serial" || kind == "Parallel")
            return walkChildren(node, pointer, begin, kind == "Serial", depth);
        if (kind == "Schedule") {
            if (const Json* schedule = foreignMember(node, "schedule"))
                readSchedule(*schedule, pointer + "/schedule", name, {begin, deadline});
            return deadline ? std::optional(begin + *deadline) : std::nullopt;
        }
        if (kind == "StatusCheck")
            return begin + readStatusCheck(m_context, node, pointer, deadline.value_or(Duration::zero()));
        if (kind == "Task")
            return walkBranches(node, pointer, begin, depth);
        if (!isMeshFaultKind(kind)) {
            m_context.unmapped(pointer,
                               (kind.empty() ? "a template without a type" : "a template of the type " + kind)
                                   + " takes no simulated time");
            return begin;
        }
        const std::string member = memberNameOf(kind);
        const Json* fault = foreignMember(node, member);
        if (fault == nullptr) {
            m_context.error(pointer, "expected \"" + member + '"');
            return begin;
        }
        return addFault({kind, *fault, pointer + '/' + member}, name, {begin, deadline});
    }

    std::optional<Duration> walkChildren(const Json& node, const std::string& pointer, Duration begin, bool isSerial,
                                         int depth)
    {
        const Json* children = foreignMember(node, "children") != nullptr ? foreignMember(node, "children")
                                                                          : foreignMember(node, "tasks");
        std::optional<Duration> end = begin;
        for (std::size_t i = 0; children != nullptr && children->is_array() && i < children->size(); ++i) {
            const std::string place = pointer + "/children/" + std::to_string(i);
            if (!(*children)[i].is_string()) {
                m_context.error(place, "expected the name of a template, found " + foundText((*children)[i]));
                continue;
            }
            if (isSerial && !end) {
                m_context.unmapped(place, "it would begin after something that never ends");
                continue;
            }
            const auto childEnd = walk((*children)[i].get<std::string>(), place, isSerial ? *end : begin, depth + 1);
            end = isSerial ? childEnd : !end || !childEnd ? std::nullopt : std::optional(std::max(*end, *childEnd));
        }
        return end;
    }

    /// What its pod does is not known; of its branches, those are taken that are for a pod that has ended well.
    std::optional<Duration> walkBranches(const Json& node, const std::string& pointer, Duration begin, int depth)
    {
        m_context.assume(pointer, "its pod is taken to end at once, with the exit code 0, and to change nothing");
        const Json* branches = foreignMember(node, "conditionalBranches");
        std::optional<Duration> end = begin;
        for (std::size_t i = 0; branches != nullptr && branches->is_array() && i < branches->size(); ++i) {
            const std::string place = pointer + "/conditionalBranches/" + std::to_string(i);
            const std::string* target = textMember((*branches)[i], "target");
            const std::string* condition = textMember((*branches)[i], "expression");
            if (target == nullptr)
                m_context.error(place, "expected \"target\", the name of a template");
            else if (condition != nullptr && *condition != "exitCode == 0")
                m_context.unmapped(place, "only what the pod says would tell: expected \"exitCode == 0\", found \"" + *condition + '"');
            else {
                const auto branchEnd = walk(*target, place + "/target", begin, depth + 1);
                end = !end || !branchEnd ? std::nullopt : std::optional(std::max(*end, *branchEnd));
            }
        }
        return end;
    }

    ImportContext& m_context;
    const Json* m_templates = nullptr;
    int m_visits = 0;
    bool m_isEndless = false;  // which has been told then
};

}  // namespace

Imported importChaosMesh(std::string_view text, const ImportSetting& setting)
{
    Imported result;
    const ForeignText read = readForeignText(text);
    for (const ForeignFailure& failure : read.failures)
        result.notes.push_back({ImportNote::Kind::Error, failure.place, {}, failure.message});
    for (const ForeignDocument& document : read.documents) {
        ImportContext context(document, setting, result);
        MeshReader(context).read();
    }
    return result;
}

}  // namespace stormglass
