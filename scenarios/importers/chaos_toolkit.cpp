// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Experiments of Chaos Toolkit (chaostoolkit-documentation, reference/api/experiment.md).
//
// Steps happen one after the other in simulated time. An action with the provider "stormglass" is a fault; it takes as long
// as the fault lasts, unless it runs in the background. Pauses let simulated time pass. Probes of the method take no time,
// nor do actions of the extensions (toolkit_actions.h): what they begin lasts until another action undoes it.
#include "scenarios/fault_list.h"
#include "scenarios/importers/import_context.h"
#include "scenarios/importers/toolkit_actions.h"
#include "scenarios/importers/toolkit_probes.h"
#include "scenarios/read_problems.h"
#include "simcore/base/quantity_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace stormglass {
namespace {

constexpr std::string_view kOurProvider = "stormglass";
constexpr const char* kHowToAct = "; an action with the provider {\"type\": \"stormglass\", \"fault\": ...} would be";

constexpr const char* kNothingToUndo = "faults mend themselves when their time is over, and nothing else needs to be undone";

class ToolkitReader {
public:
    explicit ToolkitReader(ImportContext& context)
        : m_context(context)
        , m_now(context.setting().begin)
    {
    }

    void read()
    {
        const Json& experiment = m_context.json();
        if (!experiment.is_object()
            || (foreignMember(experiment, "method") == nullptr
                && foreignMember(experiment, "steady-state-hypothesis") == nullptr))
            return m_context.error("",
                                   "expected an experiment of Chaos Toolkit with \"title\" and \"method\", found "
                                       + foundText(experiment));
        if (const std::string* title = textMember(experiment, "title"))
            m_experiment.title = *title;
        readHypothesis(experiment);
        readMethod(experiment, "method");
        readMethod(experiment, "rollbacks");
        readStrategy(experiment);
        readExtensions(experiment);
        for (const char* key : {"controls", "configuration", "secrets"}) {
            if (const Json* member = foreignMember(experiment, key); member != nullptr && !member->empty())
                m_context.unmapped(std::string("/") + key, "it has no counterpart in a simulation");
        }
        if (m_experiment != spec::Experiment{.title = m_experiment.title, .hypothesis = {}})
            m_context.result().experiment = m_experiment;
    }

private:
    void readHypothesis(const Json& experiment)
    {
        const Json* hypothesis = foreignMember(experiment, "steady-state-hypothesis");
        const Json* probes = hypothesis == nullptr ? nullptr : foreignMember(*hypothesis, "probes");
        if (probes == nullptr)
            return;
        const std::string pointer = "/steady-state-hypothesis/probes";
        if (!probes->is_array())
            return m_context.error(pointer, "expected a list of probes, found " + foundText(*probes));
        for (std::size_t i = 0; i < probes->size(); ++i)
            readProbe(m_context, (*probes)[i], pointer + '/' + std::to_string(i), m_experiment.hypothesis);
    }

    void readMethod(const Json& experiment, const std::string& key)
    {
        const Json* steps = foreignMember(experiment, key);
        if (steps == nullptr)
            return;
        if (!steps->is_array())
            return m_context.error('/' + key, "expected a list of activities, found " + foundText(*steps));
        for (std::size_t i = 0; i < steps->size(); ++i)
            readStep(experiment, (*steps)[i], '/' + key + '/' + std::to_string(i), key == "rollbacks");
    }

    /// An activity, or the name of one that stands elsewhere.
    [[nodiscard]] const Json* resolve(const Json& experiment, const Json& step) const
    {
        const std::string* name = textMember(step, "ref");
        if (name == nullptr)
            return &step;
        const Json* hypothesis = foreignMember(experiment, "steady-state-hypothesis");
        const std::array lists{foreignMember(experiment, "method"), foreignMember(experiment, "rollbacks"),
                               hypothesis == nullptr ? nullptr : foreignMember(*hypothesis, "probes")};
        for (const Json* list : lists) {
            for (std::size_t i = 0; list != nullptr && list->is_array() && i < list->size(); ++i) {
                if (const std::string* known = textMember((*list)[i], "name"); known != nullptr && *known == *name)
                    return &(*list)[i];
            }
        }
        return nullptr;
    }

    void readStep(const Json& experiment, const Json& written, const std::string& pointer, bool isRollback)
    {
        const Json* step = resolve(experiment, written);
        if (!written.is_object())
            return m_context.error(pointer, "expected an activity, found " + foundText(written));
        if (step == nullptr)
            return m_context.error(pointer + "/ref", "there is no activity of this name");
        pause(*step, "before");
        const Json* provider = foreignMember(*step, "provider");
        const std::string* type = textMember(*step, "type");
        if (provider == nullptr)
            m_context.error(pointer, "expected \"provider\"");
        else if (type != nullptr && *type == "probe")
            m_context.unmapped(pointer, "a probe of the method judges nothing");
        else if (textMember(*provider, "type") != nullptr && *textMember(*provider, "type") == kOurProvider)
            act(*step, *provider, pointer);
        else
            actOfOthers(*step, *provider, pointer, isRollback);
        pause(*step, "after");
    }

    void pause(const Json& step, const char* when)
    {
        const Json* pauses = foreignMember(step, "pauses");
        const auto seconds = pauses == nullptr ? std::nullopt : numberMember(*pauses, when);
        if (seconds && *seconds > 0 && *seconds < 1e9)
            m_now += Duration{std::llround(*seconds * 1e9)};
    }

    [[nodiscard]] static std::string nameOf(const Json& step)
    {
        const std::string* name = textMember(step, "name");
        return name == nullptr ? "action" : *name;
    }

    /// In the background, time goes on for the next step.
    void pass(const Json& step, Duration lasting)
    {
        const Json* background = foreignMember(step, "background");
        if (background == nullptr || !background->is_boolean() || !background->get<bool>())
            m_now += lasting;
    }

    void act(const Json& step, const Json& provider, const std::string& pointer)
    {
        if (const std::string* mended = textMember(provider, "mend"))
            return mend(*mended, pointer);
        Json settings = provider;
        settings.erase("type");
        if (!settings.contains("name"))
            settings["name"] = "imported";
        const bool hasName = provider.contains("name");
        if (!settings.contains("at"))
            settings["at"] = toText(m_now);
        Issues issues;
        const std::vector<spec::Fault> faults = readFaults(Json::array({settings}).dump(), issues);
        for (const Issue& issue : issues.list()) {
            constexpr std::string_view kOurs = "/chaos/0";
            const std::string place = issue.pointer.starts_with(kOurs) ? issue.pointer.substr(kOurs.size())
                                                                       : std::string();
            m_context.error(pointer + "/provider" + place, issue.message);
        }
        if (issues.hasErrors() || faults.empty())
            return;
        m_context.add(faults.front(), hasName ? faults.front().name : nameOf(step), pointer);
        pass(step, faults.front().timing.lasting);
    }

    void mend(const std::string& name, const std::string& pointer)
    {
        auto& faults = m_context.result().faults;
        const auto fault = std::ranges::find(faults, name, &spec::Fault::name);
        if (fault == faults.end())
            return m_context.unmapped(pointer, "there is no fault \"" + name + "\" to mend");
        if (m_now > fault->timing.at
            && (fault->timing.lasting == Duration::zero() || fault->timing.at + fault->timing.lasting > m_now))
            fault->timing.lasting = m_now - fault->timing.at;
    }

    /// Actions of the extensions that people use.
    void actOfOthers(const Json& step, const Json& provider, const std::string& pointer, bool isRollback)
    {
        const std::string* module = textMember(provider, "module");
        const std::string* function = textMember(provider, "func");
        const std::string* type = textMember(provider, "type");
        std::string what = type == nullptr ? "this action" : "the " + *type + " action";
        if (module != nullptr && function != nullptr)
            what += ' ' + *module + '.' + *function;
        const ToolkitMapping* mapping
            = module == nullptr || function == nullptr ? nullptr : findToolkitMapping(*module, *function);
        if (mapping == nullptr)
            return m_context.unmapped(pointer, isRollback ? kNothingToUndo : what + " has no counterpart" + kHowToAct);
        if (mapping->map == nullptr)
            return m_context.unmapped(pointer, what + " has no counterpart: " + std::string(mapping->reason));
        const Json* arguments = foreignMember(provider, "arguments");
        const ToolkitEffect effect
            = mapping->map(m_context, {*module, *function, arguments == nullptr ? Json::object() : *arguments, pointer});
        if (!effect.ends.empty())
            end(effect.ends, pointer);
        for (const ToolkitEffect::Begun& begun : effect.begins)
            begin(begun, effect.key, nameOf(step), pointer);
    }

    void begin(const ToolkitEffect::Begun& begun, const std::string& key, const std::string& name, const std::string& pointer)
    {
        auto& faults = m_context.result().faults;
        const std::size_t before = faults.size();
        m_context.add({.name = {}, .settings = begun.settings, .timing = {.at = m_now, .lasting = begun.lasting}}, name, pointer);
        if (faults.size() > before && !key.empty())
            m_begun.emplace_back(key, before);
    }

    /// What an earlier action has begun.
    void end(const std::string& key, const std::string& pointer)
    {
        bool hasBegun = false;
        for (const auto& [known, index] : m_begun) {
            spec::FaultTiming& timing = m_context.result().faults[index].timing;
            if (known != key)
                continue;
            hasBegun = true;
            if (timing.lasting > Duration::zero() && m_now >= timing.at + timing.lasting)
                continue;  // it is over
            if (m_now > timing.at)
                timing.lasting = m_now - timing.at;
            else
                m_context.assume(pointer, "no time has passed since it began, so it goes on; \"pauses\" would tell how long");
        }
        std::erase_if(m_begun, [&](const auto& begun) { return begun.first == key; });
        if (!hasBegun)
            m_context.unmapped(pointer, "nothing that it undoes has begun before");
    }

    void readStrategy(const Json& experiment)
    {
        const Json* runtime = foreignMember(experiment, "runtime");
        const Json* hypothesis = runtime == nullptr ? nullptr : foreignMember(*runtime, "hypothesis");
        const std::string* strategy = hypothesis == nullptr ? nullptr : textMember(*hypothesis, "strategy");
        if (strategy == nullptr)
            return;
        const auto names = namesOf(spec::HypothesisStrategy{});
        if (const auto found = std::ranges::find(names, *strategy); found == names.end())
            m_context.unmapped("/runtime/hypothesis/strategy", "there is no strategy \"" + *strategy + '"');
        else
            m_experiment.strategy = static_cast<spec::HypothesisStrategy>(found - names.begin());
    }

    /// What Chaos Toolkit has no word for: {"name": "stormglass", "frequency": "1s", "recovery": ..., "abort_after": ...}.
    void readExtensions(const Json& experiment)
    {
        const Json* extensions = foreignMember(experiment, "extensions");
        for (std::size_t i = 0; extensions != nullptr && extensions->is_array() && i < extensions->size(); ++i) {
            const Json& extension = (*extensions)[i];
            const std::string* name = textMember(extension, "name");
            if (name == nullptr || *name != kOurProvider)
                continue;
            const auto read = [&](const char* key, Duration& value) {
                const auto found = durationMember(extension, key);
                if (found)
                    value = *found;
                else if (foreignMember(extension, key) != nullptr)
                    m_context.error("/extensions/" + std::to_string(i) + '/' + key,
                                    "expected a duration such as \"10s\", found "
                                        + foundText(*foreignMember(extension, key)));
            };
            read("frequency", m_experiment.frequency);
            read("recovery", m_experiment.recovery);
            read("abort_after", m_experiment.abortAfter);
        }
    }

    ImportContext& m_context;
    Duration m_now;
    spec::Experiment m_experiment;
    std::vector<std::pair<std::string, std::size_t>> m_begun;  // keys of actions, and what they began
};

}  // namespace

Imported importChaosToolkit(std::string_view text, const ImportSetting& setting)
{
    Imported result;
    const ForeignText read = readForeignText(text);
    for (const ForeignFailure& failure : read.failures)
        result.notes.push_back({ImportNote::Kind::Error, failure.place, {}, failure.message});
    for (const ForeignDocument& document : read.documents) {
        ImportContext context(document, setting, result);
        if (&document == &read.documents.front())
            ToolkitReader(context).read();
        else
            context.unmapped("", "a file of Chaos Toolkit holds one experiment");
    }
    return result;
}

}  // namespace stormglass
