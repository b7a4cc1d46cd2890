// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/frame_json.h"

#include "scenarios/frame_text.h"
#include "scenarios/row_reader.h"

namespace stormglass {
namespace {

constexpr const char* kEventWords[] = {"began", "ended", "down", "up", "exceeded", "kept"};
constexpr const char* kEdgeWords[] = {"call", "publish", "deliver", "store"};

void readRow(RowReader& row, results::ComponentState& state)
{
    row(state.utilisation), row(state.waiting), row(state.instances), row(state.up), row(state.arrivals), row(state.served);
    row(state.sojournMean), row(state.drops);
}

void readRow(RowReader& row, results::ChannelState& state)
{
    row(state.backlog), row(state.published), row(state.delivered), row(state.redelivered), row(state.deadLettered);
    row(state.losses), row(state.redeliveries);
}

void readRow(RowReader& row, results::FlowState& state)
{
    row(state.started), row(state.accepted), row(state.refused), row(state.completed), row(state.late);
    row(state.compensated), row(state.inconsistent), row(state.open), row(state.acknowledgementP50);
    row(state.acknowledgementP99), row(state.completionP50), row(state.completionP99);
}

void readRow(RowReader& row, results::RunEvent& event)
{
    row.word(event.kind, kEventWords), row(event.at), row.kind(event.subjectKind), row(event.subject), row(event.text);
}

void readRow(RowReader& row, results::Impact& impact)
{
    row(impact.fault), row.kind(impact.kind), row(impact.subject), row.wordOfResults<results::kImpactPaths>(impact.by);
    row(impact.from), row.wordOfResults<results::kLimits>(impact.limit), row(impact.at);
}

void readRow(RowReader& row, results::WiringEdge& edge)
{
    row.word(edge.kind, kEdgeWords), row(edge.from), row(edge.to), row(edge.label);
}

void readRow(RowReader& row, std::pair<std::string, std::string>& channel) { row(channel.first), row(channel.second); }

const Json& member(const Json& message, const char* key)
{
    static const Json kNone;
    const auto found = message.find(key);
    return found == message.end() ? kNone : *found;
}

template <class T>
bool readRows(const Json& message, const char* key, std::vector<T>& rows)
{
    const Json& list = member(message, key);
    if (!list.is_array())
        return false;
    rows.reserve(list.size());
    for (const Json& element : list) {
        RowReader row(element);
        readRow(row, rows.emplace_back());
        if (!row.isRight())
            return false;
    }
    return true;
}

bool readTraffic(const Json& message, std::vector<results::Traffic>& traffic)
{
    RowReader row(member(message, "traffic"));
    while (row.hasMore()) {
        results::Traffic& each = traffic.emplace_back();
        row(each.from), row(each.to), row(each.count);
    }
    return row.isRight();
}

bool readNames(const Json& message, const char* key, std::vector<std::string>& names)
{
    RowReader row(member(message, key));
    while (row.hasMore())
        row(names.emplace_back());
    return row.isRight();
}

void write(RowWriter& row, const results::RunEvent& event)
{
    row.text(kEventWords[static_cast<std::size_t>(event.kind)]), row.number(event.at);
    row.text(wordOf(event.subjectKind)), row.text(event.subject), row.text(event.text);
}

void write(RowWriter& row, const results::Impact& impact)
{
    row.text(impact.fault), row.text(wordOf(impact.kind)), row.text(impact.subject), row.text(wordOf(impact.by));
    row.text(impact.from), row.text(wordOf(impact.limit)), row.number(impact.at);
}

void write(RowWriter& row, const results::ComponentState& state)
{
    row.measured(state.utilisation), row.number(state.waiting), row.number(state.instances), row.number(state.up);
    row.number(state.arrivals), row.number(state.served), row.measured(state.sojournMean), row.counts(state.drops);
}

void write(RowWriter& row, const results::ChannelState& state)
{
    row.number(state.backlog), row.number(state.published), row.number(state.delivered), row.number(state.redelivered);
    row.number(state.deadLettered), row.counts(state.losses), row.counts(state.redeliveries);
}

void write(RowWriter& row, const results::FlowState& state)
{
    row.number(state.started), row.number(state.accepted), row.number(state.refused), row.number(state.completed);
    row.number(state.late), row.number(state.compensated), row.number(state.inconsistent), row.number(state.open);
    row.measured(state.acknowledgementP50), row.measured(state.acknowledgementP99), row.measured(state.completionP50);
    row.measured(state.completionP99);
}

template <class T>
void writeRows(std::string& text, const char* key, const std::vector<T>& rows)
{
    text += key;
    RowWriter list(text);
    for (const T& each : rows) {
        RowWriter row = list.inner();
        write(row, each);
    }
}

}  // namespace

Json toJson(const results::Roster& roster)
{
    return {{"components", roster.components},
            {"channels", roster.channels},
            {"flows", roster.flows},
            {"drop_causes", roster.dropCauses},
            {"loss_causes", roster.lossCauses},
            {"redelivery_causes", roster.redeliveryCauses}};
}

Json toJson(const results::WiringView& wiring)
{
    Json channels = Json::array();
    for (const auto& [name, broker] : wiring.channels)
        channels.push_back(Json::array({name, broker}));
    Json edges = Json::array();
    for (const results::WiringEdge& edge : wiring.edges)
        edges.push_back(Json::array({kEdgeWords[static_cast<std::size_t>(edge.kind)], edge.from, edge.to, edge.label}));
    return {{"design", wiring.design}, {"channels", std::move(channels)}, {"edges", std::move(edges)}};
}

std::string toText(const results::Frame& frame)
{
    std::string text = R"({"type":"frame","at":)";
    appendNumber(text, frame.at);
    text += R"(,"span":)";
    appendNumber(text, frame.span);
    writeRows(text, R"(,"components":)", frame.components);
    writeRows(text, R"(,"channels":)", frame.channels);
    writeRows(text, R"(,"flows":)", frame.flows);
    text += R"(,"traffic":)";
    {
        RowWriter row(text);
        for (const results::Traffic& each : frame.traffic)
            row.number(each.from), row.number(each.to), row.number(each.count);
    }
    writeRows(text, R"(,"events":)", frame.events);
    writeRows(text, R"(,"impacts":)", frame.impacts);
    return text += '}';
}

Result<results::Roster> readRoster(const Json& message)
{
    results::Roster roster;
    const bool isRight = readNames(message, "components", roster.components) && readNames(message, "channels", roster.channels)
        && readNames(message, "flows", roster.flows) && readNames(message, "drop_causes", roster.dropCauses)
        && readNames(message, "loss_causes", roster.lossCauses)
        && readNames(message, "redelivery_causes", roster.redeliveryCauses);
    if (!isRight)
        return Failure{"expected a roster of names"};
    return roster;
}

Result<results::Frame> readFrame(const Json& message)
{
    results::Frame frame;
    const Json& at = member(message, "at");
    const Json& span = member(message, "span");
    const bool isRight = at.is_number() && span.is_number() && readRows(message, "components", frame.components)
        && readRows(message, "channels", frame.channels) && readRows(message, "flows", frame.flows)
        && readTraffic(message, frame.traffic) && readRows(message, "events", frame.events)
        && readRows(message, "impacts", frame.impacts);
    if (!isRight)
        return Failure{"expected a frame"};
    frame.at = at.get<double>();
    frame.span = span.get<double>();
    return frame;
}

Result<results::WiringView> readWiring(const Json& message)
{
    results::WiringView wiring;
    const Json& design = member(message, "design");
    if (!design.is_string() || !readRows(message, "channels", wiring.channels) || !readRows(message, "edges", wiring.edges))
        return Failure{"expected a wiring"};
    wiring.design = design.get<std::string>();
    return wiring;
}

}  // namespace stormglass
