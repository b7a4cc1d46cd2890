// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/housekeeping.h"

#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/group.h"

#include <algorithm>

namespace stormglass::kafka {

Housekeeping::Housekeeping(Cluster& cluster) : m_cluster(cluster), m_replays(cluster.settings.replays)
{
    std::ranges::stable_sort(m_replays, {}, &spec::KafkaReplay::at);
    scheduleReplays();
}

void Housekeeping::addTopic(Topic& topic)
{
    Calendar& calendar = m_cluster.context.calendar;
    const spec::KafkaSettings& settings = m_cluster.settings;
    if (topic.settings.cleanup != spec::KafkaCleanup::Compact) {
        // Nothing is too old before this.
        const Duration first = topic.settings.retentionBytes > 0 ? Duration{} : topic.settings.retention;
        m_firstCheck = std::min(m_firstCheck, first / settings.retentionCheckInterval + 1);
        m_retentionCheck.cancel();
        calendar.schedule(SimTime{m_firstCheck * settings.retentionCheckInterval}, m_retentionCheck);
    }
    if (topic.settings.cleanup != spec::KafkaCleanup::Delete && !m_cleaner.isScheduled())
        calendar.schedule(m_cluster.now() + settings.cleanerBackoff, m_cleaner);
    topic.replaysFrom = bodiesFrom(topic);
}

void Housekeeping::deleteSegments()
{
    for (const std::unique_ptr<Topic>& topic : m_cluster.topics)
        for (const std::unique_ptr<Partition>& partition : topic->partitions)
            if (topic->settings.cleanup != spec::KafkaCleanup::Compact)
                deleteSegments(*partition);
    m_cluster.context.calendar.schedule(m_cluster.now() + m_cluster.settings.retentionCheckInterval, m_retentionCheck);
}

/// UnifiedLog.deleteOldSegments: by time also the active segment, by size only what stands before it; and nothing that is
/// not replicated.
void Housekeeping::deleteSegments(Partition& partition)
{
    const spec::KafkaTopic& settings = partition.topic.settings;
    const Segments& segments = partition.segments();
    while (!segments.empty()) {
        const bool isLast = segments.size() == 1;
        const std::int64_t to = isLast ? partition.end() : segments[1].from;
        const bool isOld = m_cluster.now() - segments[0].newestAt > settings.retention;
        const bool isTooMuch = settings.retentionBytes > 0 && !isLast
            && segments.bytes() - segments[0].bytes >= settings.retentionBytes;
        if (to > partition.readableEnd() || (!isOld && !isTooMuch))
            return;
        partition.deleteOldestSegment(m_cluster.now());
    }
}

void Housekeeping::compact()
{
    for (const std::unique_ptr<Topic>& topic : m_cluster.topics)
        for (const std::unique_ptr<Partition>& partition : topic->partitions)
            if (topic->settings.cleanup != spec::KafkaCleanup::Delete
                && partition->dirtyRatio() > topic->settings.minDirtyRatio)
                partition->compact(m_cluster.now());
    m_cluster.context.calendar.schedule(m_cluster.now() + m_cluster.settings.cleanerBackoff, m_cleaner);
}

void Housekeeping::scheduleReplays()
{
    if (m_nextReplay < m_replays.size())
        m_cluster.context.calendar.schedule(SimTime{m_replays[m_nextReplay].at}, m_replayTimer);
}

void Housekeeping::replay()
{
    replay(m_replays[m_nextReplay++]);
    for (const std::unique_ptr<Topic>& topic : m_cluster.topics)
        topic->replaysFrom = bodiesFrom(*topic);
    scheduleReplays();
}

void Housekeeping::replay(const spec::KafkaReplay& replay)
{
    const SimTime since = replay.back == Duration{} ? kStartOfRun : std::max(kStartOfRun, SimTime{replay.at - replay.back});
    for (const std::unique_ptr<Group>& group : m_cluster.groups) {
        if (group->name() != replay.group || (!replay.channel.empty() && group->topic().name != replay.channel))
            continue;
        for (const std::unique_ptr<Partition>& partition : group->topic().partitions) {
            GroupProgress& progress = partition->groups[group->index()];
            const std::int64_t to = std::max(partition->firstSince(since), partition->retainedFrom());
            if (to >= progress.committed)
                continue;
            progress.committed = to;
            ++progress.moves;
            progress.wayBack.goBack(to, RedeliveryCause::Replayed);
            partition->noteLag(group->index(), m_cluster.now());
            if (progress.owner != nullptr)
                progress.owner->seek(*partition, to);
        }
    }
}

/// Bodies that some group will want to read again are kept until then.
SimTime Housekeeping::bodiesFrom(const Topic& topic) const
{
    SimTime from = kNever;
    for (std::size_t i = m_nextReplay; i < m_replays.size(); ++i) {
        const spec::KafkaReplay& replay = m_replays[i];
        if (!replay.channel.empty() && replay.channel != topic.name)
            continue;
        const bool isFromStart = replay.back == Duration{} || replay.back > replay.at;
        from = std::min(from, isFromStart ? kStartOfRun : SimTime{replay.at - replay.back});
    }
    return from;
}

}  // namespace stormglass::kafka
