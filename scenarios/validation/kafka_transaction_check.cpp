// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What Kafka refuses of transactions, and where they would change nothing.
#include "scenarios/validation/kafka_transaction_check.h"

#include "scenarios/validation/operations.h"
#include "simcore/base/quantity_text.h"

#include <algorithm>

namespace stormglass {
namespace {

constexpr std::string_view kExactly = "processing.guarantee exactly_once_v2";

class TransactionCheck {
public:
    TransactionCheck(ValidationContext& context, const spec::KafkaSettings& kafka, std::string pointer,
                     std::string broker)
        : m_context(context)
        , m_kafka(kafka)
        , m_pointer(std::move(pointer))
        , m_broker(std::move(broker))
    {
    }

    void run()
    {
        if (m_kafka.streams.guarantee == spec::KafkaGuarantee::ExactlyOnceV2) {
            checkProducer();
            checkTimes();
            checkLog();
            checkReaders();
            return;
        }
        warnOfIdle();
    }

private:
    void error(const std::string& member, std::string message)
    {
        m_context.error(m_pointer + member, std::move(message));
    }
    void warning(const std::string& member, std::string message)
    {
        m_context.warning(m_pointer + member, std::move(message));
    }

    /// ProducerConfig.java: "Cannot set a transactional.id without also enabling idempotence."
    void checkProducer()
    {
        const spec::KafkaProducer& producer = m_kafka.producer;
        if (producer.idempotence == spec::KafkaIdempotence::Off) {
            error("/producer/enable.idempotence",
                  "cannot be \"false\" with " + std::string(kExactly) + ": a transactional.id needs idempotence");
            return;
        }
        if (producer.idempotence == spec::KafkaIdempotence::On)
            return;  // then what it needs is asked for already
        if (producer.acks != spec::KafkaAcks::All) {
            error("/producer/acks",
                  "expected \"all\" with " + std::string(kExactly) + ", found \""
                      + std::string(namesOf(producer.acks)[static_cast<std::size_t>(producer.acks)])
                      + "\": a transactional.id needs idempotence");
        }
        if (producer.retries == 0)
            error("/producer/retries",
                  "expected at least 1 with " + std::string(kExactly)
                      + ", found 0: a transactional.id needs idempotence");
        if (m_kafka.version == spec::KafkaVersion::V3 && producer.maxInFlight > spec::kMostInFlightOfIdempotent) {
            error("/producer/max.in.flight.requests.per.connection",
                  "expected at most 5 with " + std::string(kExactly) + ", found "
                      + std::to_string(producer.maxInFlight));
        }
    }

    void checkTimes()
    {
        const Duration timeout = m_kafka.producer.transactionTimeout;
        if (timeout > m_kafka.transactionMaxTimeout) {
            error("/producer/transaction.timeout.ms",
                  "expected at most transaction.max.timeout.ms (" + toText(m_kafka.transactionMaxTimeout)
                      + "), found \"" + toText(timeout) + "\": the coordinator refuses such producers");
        }
        if (m_kafka.streams.commitInterval > timeout) {
            error("/streams/commit.interval.ms",
                  "expected at most transaction.timeout.ms (" + toText(timeout) + "), found \""
                      + toText(m_kafka.streams.commitInterval)
                      + "\": every transaction would be aborted before its commit");
        }
    }

    void checkLog()
    {
        if (m_kafka.transactionLogReplicas > m_kafka.placement.instances) {
            error("/transaction.state.log.replication.factor",
                  "expected at most the " + std::to_string(m_kafka.placement.instances)
                      + " node(s) of the cluster, found " + std::to_string(m_kafka.transactionLogReplicas)
                      + ": __transaction_state cannot be made, and no producer gets its transactional.id");
        }
        if (m_kafka.transactionLogMinInsync > m_kafka.transactionLogReplicas) {
            error("/transaction.state.log.min.isr",
                  "expected at most transaction.state.log.replication.factor ("
                      + std::to_string(m_kafka.transactionLogReplicas) + "), found "
                      + std::to_string(m_kafka.transactionLogMinInsync));
        }
    }

    void checkReaders()
    {
        if (!isAnybodyProcessing())
            warning(
                "/streams/processing.guarantee",
                "has no effect: no handler of a topic of this cluster publishes to it other than through an outbox");
        else if (m_kafka.consumer.isolation == spec::KafkaIsolation::ReadUncommitted)
            warning("/streams/processing.guarantee",
                    "has no effect on components that only read: with isolation.level read_uncommitted they see what "
                    "was aborted, too");
    }

    void warnOfIdle()
    {
        const spec::KafkaSettings defaults;
        const auto warn = [&](bool isSet, const std::string& member) {
            if (isSet)
                warning(member, "has no effect without " + std::string(kExactly));
        };
        warn(m_kafka.consumer.isolation != defaults.consumer.isolation, "/consumer/isolation.level");
        warn(m_kafka.streams.commitInterval != defaults.streams.commitInterval, "/streams/commit.interval.ms");
        warn(m_kafka.producer.transactionTimeout != defaults.producer.transactionTimeout,
             "/producer/transaction.timeout.ms");
        warn(m_kafka.transactionMaxTimeout != defaults.transactionMaxTimeout, "/transaction.max.timeout.ms");
        warn(m_kafka.transactionCleanupInterval != defaults.transactionCleanupInterval,
             "/transaction.abort.timed.out.transaction.cleanup.interval.ms");
        warn(m_kafka.transactionLogReplicas != defaults.transactionLogReplicas,
             "/transaction.state.log.replication.factor");
        warn(m_kafka.transactionLogMinInsync != defaults.transactionLogMinInsync, "/transaction.state.log.min.isr");
    }

    [[nodiscard]] bool isOfCluster(const std::string& channel) const
    {
        const auto& channels = m_context.scenario().topology.channels;
        const auto found = std::ranges::find(channels, channel, &spec::Channel::name);
        return found != channels.end() && found->broker == m_broker;
    }

    [[nodiscard]] bool isProcessing(const spec::Operation& operation) const
    {
        bool isPublishing = false;
        forEachStatement(operation.program, {}, [&](const StatementPlace& place) {
            const auto* publish = std::get_if<spec::Publish>(&place.statement.action);
            isPublishing |= publish != nullptr && isOfCluster(publish->channel);
        });
        return isPublishing
            && std::ranges::any_of(operation.consumes, [&](const std::string& each) { return isOfCluster(each); });
    }

    [[nodiscard]] bool isProcessing(const spec::Design& design) const
    {
        return std::visit(
            [&](const auto& style) {
                if constexpr (requires { style.outbox; })
                    return style.broker == m_broker && !style.outbox.isEnabled;
                else
                    return false;
            },
            design.style);
    }

    [[nodiscard]] bool isAnybodyProcessing() const
    {
        const spec::Scenario& scenario = m_context.scenario();
        const auto isMoving = [&](const spec::Component& component) {
            const auto isOfBoth = [&](const auto& redrive) {
                return isOfCluster(redrive.from) && isOfCluster(redrive.to);
            };
            return std::visit(
                [&](const auto& settings) {
                    if constexpr (requires { settings.redrives; })
                        return std::ranges::any_of(settings.redrives, isOfBoth);
                    else
                        return false;
                },
                component.settings);
        };
        const auto isAtWork = [&](const spec::Component& component) {
            return isMoving(component)
                || std::ranges::any_of(operationsOf(component),
                                       [&](const spec::Operation& each) { return isProcessing(each); });
        };
        return std::ranges::any_of(scenario.topology.components, isAtWork)
            || std::ranges::any_of(scenario.designs, [&](const spec::Design& design) { return isProcessing(design); });
    }

    ValidationContext& m_context;
    const spec::KafkaSettings& m_kafka;
    const std::string m_pointer;
    const std::string m_broker;
};

}  // namespace

void checkKafkaTransactions(ValidationContext& context, const spec::KafkaSettings& kafka, const std::string& pointer,
                            const std::string& broker)
{
    TransactionCheck(context, kafka, pointer, broker).run();
}

}  // namespace stormglass
