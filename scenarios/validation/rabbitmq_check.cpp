// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Limits with which a RabbitMQ node would not start, would block its publishers for ever, or that would have no effect.
#include "scenarios/validation/context.h"

#include "simcore/base/quantity_text.h"

namespace stormglass {
namespace {

class RabbitmqCheck {
public:
    RabbitmqCheck(ValidationContext& context, const spec::RabbitmqSettings& rabbitmq, std::string pointer)
        : m_context(context)
        , m_rabbitmq(rabbitmq)
        , m_limits(rabbitmq.limits)
        , m_pointer(std::move(pointer))
    {
    }

    void run()
    {
        checkCredit();
        if (m_limits.totalMemory > 0)
            checkMemory();
        if (m_limits.diskSize > 0 && m_limits.diskFreeLimit > m_limits.diskSize)
            error("/disk_free_limit",
                  "the disk alarm would never end: expected at most disk_size (" + bytesToText(m_limits.diskSize)
                      + "), found \"" + bytesToText(m_limits.diskFreeLimit) + '"');
        checkEffects();
    }

private:
    void error(const std::string& member, std::string message)
    {
        m_context.error(m_pointer + member, std::move(message));
    }

    /// rabbit.erl: "Refusing to boot due to an invalid value of 'rabbit.credit_flow_default_credit'".
    void checkCredit()
    {
        if (m_limits.initialCredit > 0 && m_limits.moreCredit > m_limits.initialCredit)
            error("/credit_flow_more_credit",
                  "the node refuses to boot: expected at most credit_flow_default_credit ("
                      + std::to_string(m_limits.initialCredit) + "), found " + std::to_string(m_limits.moreCredit));
    }

    void checkMemory()
    {
        const std::int64_t limit = spec::memoryLimitOf(m_rabbitmq);
        const std::int64_t left = limit - m_limits.idleMemory;
        if (left <= 0)
            error("/idle_memory",
                  "the memory alarm would never end: expected less than vm_memory_high_watermark of "
                  "total_memory_available_override_value ("
                      + bytesToText(limit) + "), found \"" + bytesToText(m_limits.idleMemory) + '"');
        // Only a full file of the log frees what is in it, and while publishers are blocked it does not fill.
        // Seen in rabbitmq/cluster-operator, issues 812 and 1553.
        else if (m_rabbitmq.version != spec::RabbitmqVersion::V4 && m_limits.walMaxSizeBytes > left)
            m_context.warning(
                m_pointer + "/raft.wal_max_size_bytes",
                "the log of quorum queues alone can raise a memory alarm that does not end: expected at most "
                    + bytesToText(left) + ", which vm_memory_high_watermark leaves beside idle_memory");
    }

    void checkEffects()
    {
        const spec::RabbitmqLimits defaults;
        const auto hasNoEffect = [&](bool isSet, const std::string& key, const std::string& without) {
            if (isSet)
                error("/" + key, "has no effect without " + without);
        };
        const bool hasMemory = m_limits.totalMemory > 0;
        const bool hasDisk = m_limits.diskSize > 0;
        hasNoEffect(!hasMemory && m_limits.memoryHighWatermark > 0, "vm_memory_high_watermark",
                    "total_memory_available_override_value");
        hasNoEffect(!hasMemory && m_limits.idleMemory != defaults.idleMemory, "idle_memory",
                    "total_memory_available_override_value");
        hasNoEffect(!hasDisk && m_limits.diskFreeLimit != defaults.diskFreeLimit, "disk_free_limit", "disk_size");
        hasNoEffect(!hasMemory && !hasDisk && m_rabbitmq.readTime == Duration::zero()
                        && m_limits.walMaxSizeBytes != defaults.walMaxSizeBytes,
                    "raft.wal_max_size_bytes", "total_memory_available_override_value, disk_size or read_time");
        const bool hasCredit = m_limits.initialCredit > 0;
        hasNoEffect(!hasCredit && m_limits.moreCredit != defaults.moreCredit, "credit_flow_more_credit",
                    "credit_flow_default_credit");
        hasNoEffect(!hasCredit && m_limits.quorumSoftLimit != defaults.quorumSoftLimit, "quorum_commands_soft_limit",
                    "credit_flow_default_credit");
        hasNoEffect(!hasCredit && m_limits.streamSoftLimit != defaults.streamSoftLimit, "stream_messages_soft_limit",
                    "credit_flow_default_credit");
    }

    ValidationContext& m_context;
    const spec::RabbitmqSettings& m_rabbitmq;
    const spec::RabbitmqLimits& m_limits;
    const std::string m_pointer;
};

}  // namespace

void checkRabbitmq(ValidationContext& context, std::size_t component)
{
    if (const auto* rabbitmq = std::get_if<spec::RabbitmqSettings>(
            &context.scenario().topology.components[component].settings))
        RabbitmqCheck(context, *rabbitmq, context.names().components.pointerOf(component)).run();
}

}  // namespace stormglass
