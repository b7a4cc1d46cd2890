// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Load shedding, balancing, health checks, scaling, and what consumers do about messages that fail.
#include "scenarios/validation/operations.h"

#include "simcore/base/quantity_text.h"

#include <algorithm>
#include <set>

namespace stormglass {
namespace {

class StabilityCheck {
public:
    StabilityCheck(ValidationContext& context, const spec::Component& component, std::string pointer)
        : m_context(context), m_component(component), m_pointer(std::move(pointer))
    {
    }

    void run()
    {
        std::visit([this](const auto& settings) { check(settings); }, m_component.settings);
    }

private:
    template <class Settings>
    void check(const Settings& settings)
    {
        if constexpr (requires { settings.workers; })
            checkShedding(settings.workers);
        if constexpr (requires { settings.balancing; })
            checkOutliers(settings.balancing.outlierDetection, settings.placement.instances);
        if constexpr (requires { settings.health; })
            checkHealth(settings.health);
        if constexpr (requires { settings.autoscaling; })
            checkScaling(settings.autoscaling, settings.placement.instances);
        if constexpr (requires { settings.failedMessages; })
            checkFailedMessages(settings.failedMessages);
        if constexpr (requires { settings.redrives; })
            checkRedrives(settings.redrives);
    }

    void error(const std::string& member, std::string message) { m_context.error(m_pointer + member, std::move(message)); }

    void checkShedding(const spec::WorkerPool& workers)
    {
        const spec::LoadShedding& shedding = workers.shedding;
        const spec::LoadShedding defaults;
        const bool isUsed = shedding.rule != spec::SheddingRule::None || workers.discipline == spec::Discipline::AdaptiveLifo;
        if (!isUsed && (shedding.target != defaults.target || shedding.interval != defaults.interval))
            error("/shedding", "has no effect without rule");
    }

    void checkOutliers(const spec::OutlierDetection& outliers, std::int64_t instances)
    {
        if (!outliers.isEnabled && outliers != spec::OutlierDetection{})
            error("/load_balancing/outlier_detection", "has no effect without enabled");
        if (outliers.isEnabled && instances == 1 && spec::mostInstancesOf(m_component) == 1)
            m_context.warning(m_pointer + "/load_balancing/outlier_detection", "has no effect with one instance");
        if (outliers.maxEjection < outliers.baseEjection) {
            error("/load_balancing/outlier_detection/max_ejection", "expected at least base_ejection ("
                      + toText(outliers.baseEjection) + "), found \"" + toText(outliers.maxEjection) + '"');
        }
    }

    void checkHealth(const spec::HealthChecks& health)
    {
        for (const auto& [probe, name] : {std::pair(&health.readiness, "/health/readiness"),
                                          std::pair(&health.liveness, "/health/liveness")}) {
            if (!probe->isEnabled && *probe != spec::HealthProbe{})
                error(name, "has no effect without enabled");
        }
        if (health.restartBackoffMax < health.restartBackoff) {
            error("/health/restart_backoff_max", "expected at least restart_backoff (" + toText(health.restartBackoff)
                      + "), found \"" + toText(health.restartBackoffMax) + '"');
        }
    }

    void checkScaling(const spec::Autoscaling& scaling, std::int64_t instances)
    {
        spec::Autoscaling rest = scaling;
        rest.metric = spec::ScalingMetric::None;
        if (scaling.metric == spec::ScalingMetric::None) {
            if (rest != spec::Autoscaling{} && m_context.isRead(m_pointer + "/autoscaling/metric"))
                error("/autoscaling", "has no effect without metric");
            return;
        }
        if (scaling.minInstances > scaling.maxInstances) {
            error("/autoscaling/min_instances", "expected at most max_instances (" + std::to_string(scaling.maxInstances)
                      + "), found " + std::to_string(scaling.minInstances));
        } else if (instances < scaling.minInstances || instances > scaling.maxInstances) {
            error("/instances", "expected from " + std::to_string(scaling.minInstances) + " to "
                      + std::to_string(scaling.maxInstances) + ", the limits of autoscaling, found "
                      + std::to_string(instances));
        }
    }

    void checkFailedMessages(const spec::FailedMessages& failed)
    {
        const std::string member = "/failed_messages";
        spec::FailedMessages rest = failed;
        rest.maxAttempts = 0;
        if (failed.maxAttempts == 0 && rest != spec::FailedMessages{})
            return error(member, "has no effect without max_attempts");
        if (failed.mostDeaths > 0 && failed.then == spec::GiveUp::Skip)
            error(member + "/x-death", "has no effect with then \"skip\", which rejects as well; expected \"dead-letter\" or \"park\"");
        const bool isDeadLettered = failed.then == spec::GiveUp::DeadLetter;
        if (isDeadLettered && failed.deadLetterChannel.empty() && m_context.isRead(m_pointer + member + "/dead_letter_channel"))
            error(member + "/then", "expected dead_letter_channel beside it");
        if (!isDeadLettered && !failed.deadLetterChannel.empty())
            error(member + "/dead_letter_channel", "has no effect without then \"dead-letter\"");
        if (isConsumed(failed.deadLetterChannel)) {
            error(member + "/dead_letter_channel", "expected a channel that \"" + m_component.name
                      + "\" does not consume, found \"" + failed.deadLetterChannel + '"');
        }
    }

    void checkRedrives(const std::vector<spec::Redrive>& redrives)
    {
        std::set<std::string> from;
        for (std::size_t i = 0; i < redrives.size(); ++i) {
            const spec::Redrive& redrive = redrives[i];
            const std::string member = "/redrives/" + std::to_string(i);
            if (redrive.from.empty())
                continue;
            if (redrive.from == redrive.to)
                error(member + "/to", "expected another channel than from, found \"" + redrive.to + '"');
            if (!from.insert(redrive.from).second || isConsumed(redrive.from)) {
                error(member + "/from", "expected a channel that \"" + m_component.name
                          + "\" does nothing else with, found \"" + redrive.from + '"');
            }
            checkStart(redrive, member);
            checkMoveRate(redrive, member);
            if (redrive.isOnce && redrive.start == Duration::zero())
                error(member + "/once", "expected start beside it: at the start of the run there is nothing to move");
        }
    }

    /// Amazon SQS API Reference, StartMessageMoveTask: MaxNumberOfMessagesPerSecond.
    void checkMoveRate(const spec::Redrive& redrive, const std::string& member)
    {
        constexpr double kMost = 500;
        const auto index = m_context.names().channels.find(redrive.from);
        const auto& channels = m_context.scenario().topology.channels;
        if (index && redrive.rate > kMost && std::holds_alternative<spec::SqsQueue>(channels[*index].settings))
            error(member + "/rate", "expected at most 500/s, MaxNumberOfMessagesPerSecond of SQS, found \"" + rateToText(redrive.rate) + '"');
    }

    void checkStart(const spec::Redrive& redrive, const std::string& member)
    {
        const spec::RunSettings& run = m_context.scenario().run;
        const bool isKnown = m_context.isRead("/run/duration") && m_context.isRead("/run/drain");
        if (isKnown && redrive.start >= run.duration + run.drain) {
            error(member + "/start", "expected an instant before the end of the run (" + toText(run.duration + run.drain)
                      + "), found \"" + toText(redrive.start) + '"');
        }
    }

    /// By an operation of the component itself; what designs subscribe to have names of their own.
    [[nodiscard]] bool isConsumed(const std::string& channel) const
    {
        return !channel.empty() && std::ranges::any_of(operationsOf(m_component), [&](const spec::Operation& operation) {
            return std::ranges::find(operation.consumes, channel) != operation.consumes.end();
        });
    }

    ValidationContext& m_context;
    const spec::Component& m_component;
    const std::string m_pointer;
};

template <class Style>
void checkDeduplication(ValidationContext& context, const Style& style, const std::string& pointer)
{
    if constexpr (requires { style.deduplication; }) {
        const spec::Deduplication& memory = style.deduplication;
        if (memory.window > Duration::zero() && memory.count > 0)
            context.error(pointer + "/deduplication", "expected either window or count, found both");
        if (!style.areConsumersIdempotent && memory != spec::Deduplication{})
            context.error(pointer + "/deduplication", "has no effect without idempotent_consumers");
    }
}

}  // namespace

void checkStability(ValidationContext& context)
{
    const auto& components = context.scenario().topology.components;
    for (std::size_t i = 0; i < components.size(); ++i)
        StabilityCheck(context, components[i], context.names().components.pointerOf(i)).run();
    const auto& designs = context.scenario().designs;
    for (std::size_t i = 0; i < designs.size(); ++i) {
        std::visit([&](const auto& style) { checkDeduplication(context, style, context.names().designs.pointerOf(i)); },
                   designs[i].style);
    }
}

}  // namespace stormglass
