// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Messages that the broker they go to would refuse, each of them. Where a message goes is followed from the workload on: its
// size is that of the flow, or of the request, all the way.
#include "scenarios/validation/operations.h"

#include "models/spec/channel_names.h"
#include "models/spec/design_channels.h"
#include "models/spec/program_walk.h"
#include "models/spec/size_limit.h"

#include <map>
#include <set>

namespace stormglass {
namespace {

/// Who hears of a message that is published to a channel, and where it may go from there.
class Readers {
public:
    explicit Readers(const spec::Scenario& scenario)
    {
        for (const spec::Component& component : scenario.topology.components) {
            for (const spec::Operation& operation : operationsOf(component)) {
                m_operations[{component.name, operation.name}] = &operation;
                for (const std::string& channel : operation.consumes)
                    m_consumers[channel].push_back(&operation);
            }
            std::visit([this](const auto& settings) { addFixed(settings); }, component.settings);
        }
    }

    /// Null if there is none.
    [[nodiscard]] const spec::Operation* find(const std::string& component, const std::string& operation) const
    {
        const auto found = m_operations.find({component, operation});
        return found == m_operations.end() ? nullptr : found->second;
    }
    [[nodiscard]] std::vector<const spec::Operation*> consumersOf(const std::string& channel) const { return at(m_consumers, channel); }
    /// What passes a message on as it is, or a result of the same size.
    [[nodiscard]] std::vector<std::string> onwardsFrom(const std::string& channel) const { return at(m_onwards, channel); }

private:
    template <class Value>
    static Value at(const std::map<std::string, Value>& map, const std::string& key)
    {
        const auto found = map.find(key);
        return found == map.end() ? Value{} : found->second;
    }

    template <class Settings>
    void addFixed(const Settings& settings)
    {
        if constexpr (std::is_same_v<Settings, spec::StreamProcessorSettings>)
            m_onwards[settings.source].push_back(settings.results);
        if constexpr (requires { settings.redrives; })
            for (const spec::Redrive& redrive : settings.redrives)
                m_onwards[redrive.from].push_back(redrive.to);
    }

    std::map<std::pair<std::string, std::string>, const spec::Operation*> m_operations;
    std::map<std::string, std::vector<const spec::Operation*>> m_consumers;
    std::map<std::string, std::vector<std::string>> m_onwards;
};

/// Every channel that messages of one workload get to.
class Ways {
public:
    explicit Ways(const Readers& readers) : m_readers(readers) { }

    void enter(const std::string& component, const std::string& operation) { note(m_readers.find(component, operation)); }
    void publish(const std::string& channel)
    {
        if (!channel.empty() && m_channels.insert(channel).second)
            m_open.push_back(channel);
    }

    /// By a list of what is still to be done: a chain of calls may be longer than the stack of the process is deep.
    [[nodiscard]] const std::set<std::string>& follow()
    {
        while (!m_open.empty() || !m_toRun.empty()) {
            while (!m_toRun.empty())
                run(takeLast(m_toRun)->program);
            if (m_open.empty())
                continue;
            const std::string channel = takeLast(m_open);
            for (const spec::Operation* operation : m_readers.consumersOf(channel))
                note(operation);
            for (const std::string& next : m_readers.onwardsFrom(channel))
                publish(next);
        }
        return m_channels;
    }

private:
    template <class Value>
    static Value takeLast(std::vector<Value>& values)
    {
        Value value = std::move(values.back());
        values.pop_back();
        return value;
    }

    void note(const spec::Operation* operation)
    {
        if (operation != nullptr && m_seen.insert(operation).second)
            m_toRun.push_back(operation);
    }

    void run(const spec::Program& program)
    {
        spec::forEachAction(program, [this]<class Action>(const Action& action) {
            if constexpr (std::is_same_v<Action, spec::Publish>)
                publish(action.channel);
            else if constexpr (std::is_same_v<Action, spec::Call> || std::is_same_v<Action, spec::Send>)
                enter(action.component, action.operation);
        });
    }

    const Readers& m_readers;
    std::set<std::string> m_channels;
    std::set<const spec::Operation*> m_seen;
    std::vector<std::string> m_open;
    std::vector<const spec::Operation*> m_toRun;
};

class MessageSizeCheck {
public:
    explicit MessageSizeCheck(ValidationContext& context)
        : m_context(context), m_readers(context.scenario()), m_channels(spec::possibleChannels(context.scenario()))
    {
    }

    void run()
    {
        const spec::Scenario& scenario = m_context.scenario();
        for (std::size_t i = 0; i < scenario.flows.size(); ++i)
            checkFlow(i);
        for (std::size_t i = 0; i < scenario.workload.size(); ++i) {
            const spec::Workload& workload = scenario.workload[i];
            Ways ways(m_readers);
            ways.enter(workload.component, workload.operation);
            if (workload.flow.empty())
                check(m_context.names().workload.pointerOf(i), workload.messageSize, ways.follow());
        }
    }

private:
    void checkFlow(std::size_t index)
    {
        const spec::Flow& flow = m_context.scenario().flows[index];
        Ways ways(m_readers);
        for (const spec::Design& design : m_context.scenario().designs) {
            if (std::holds_alternative<spec::RequestResponse>(design.style))
                continue;
            const bool isDirected = std::holds_alternative<spec::Orchestration>(design.style);
            if (isDirected)
                ways.publish(spec::replyChannelOf(flow.name));
            for (const spec::Step& step : flow.steps)
                ways.publish(isDirected ? spec::commandChannelOf(flow.name, step.component) : spec::eventChannelOf(step.component));
        }
        check(m_context.names().flows.pointerOf(index), flow.messageSize, ways.follow());
    }

    /// Once for each broker: what is on its other channels is refused for the same reason.
    void check(const std::string& pointer, std::int64_t size, const std::set<std::string>& reached)
    {
        std::set<std::string> told;
        for (const spec::Channel& channel : m_channels) {
            const spec::Component* broker = reached.contains(channel.name) ? m_context.findComponent(channel.broker) : nullptr;
            const auto excess = broker == nullptr ? std::nullopt : spec::excessOf(size, *broker, channel);
            if (excess && told.insert(broker->name).second)
                m_context.error(pointer + "/message_size", *excess);
        }
    }

    ValidationContext& m_context;
    const Readers m_readers;
    const std::vector<spec::Channel> m_channels;
};

}  // namespace

void checkMessageSizes(ValidationContext& context) { MessageSizeCheck(context).run(); }

}  // namespace stormglass
