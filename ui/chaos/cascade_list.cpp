// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chaos/cascade_list.h"

#include "scenarios/cascade_graphs.h"
#include "ui/look/figure_text.h"
#include "ui/run/recording.h"
#include "ui/run/run_session.h"
#include "ui/run/run_timeline.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

using namespace results;

QString words(const char* text) { return QCoreApplication::translate("Cascade", text); }

Cascade& cascadeNamed(std::vector<Cascade>& cascades, const std::string& fault, double at)
{
    const auto found = std::ranges::find(cascades, fault, &Cascade::fault);
    if (found != cascades.end())
        return *found;
    cascades.push_back({.fault = fault, .phrase = {}, .begin = at, .end = kNothing, .hits = {}, .leftovers = {}});
    return cascades.back();
}

void addImpact(Cascade& cascade, const Impact& impact)
{
    const auto isSame = [&](const Hit& hit) { return hit.kind == impact.kind && hit.subject == impact.subject; };
    auto hit = std::ranges::find_if(cascade.hits, isSame);
    if (hit == cascade.hits.end()) {
        cascade.hits.push_back({.kind = impact.kind, .subject = impact.subject, .by = impact.by, .from = impact.from, .breaches = {}});
        hit = cascade.hits.end() - 1;
    }
    if (std::ranges::find(hit->breaches, impact.limit, &Breach::limit) == hit->breaches.end())
        hit->breaches.push_back({impact.limit, impact.at, kNothing});
}

/// The end of the run told more: only what had happened by then is left.
Cascade trimmed(Cascade cascade, double until)
{
    for (Hit& hit : cascade.hits)
        std::erase_if(hit.breaches, [&](const Breach& breach) { return breach.at > until; });
    std::erase_if(cascade.hits, [](const Hit& hit) { return hit.breaches.empty() && hit.by != ImpactPath::Fault; });
    return cascade;
}

}  // namespace

bool isJudged(const Cascade& cascade) { return cascade.offered > 0 || !cascade.leftovers.empty(); }

std::vector<Cascade> cascadesOf(const std::vector<Impact>& impacts, double until)
{
    std::vector<Cascade> cascades;
    for (const Impact& impact : impacts) {
        if (impact.at <= until)
            addImpact(cascadeNamed(cascades, impact.fault, impact.at), impact);
    }
    return cascades;
}

std::vector<Cascade> cascadesAt(const RunSession& session, double seconds)
{
    std::vector<Cascade> cascades;
    if (const RunResult* result = session.result(); result != nullptr) {
        for (const Cascade& cascade : result->cascades) {
            if (cascade.begin <= seconds)
                cascades.push_back(trimmed(cascade, seconds));
        }
    } else {
        cascades = cascadesOf(session.recording().impacts(), seconds);
        for (const FaultSpan& span : session.timeline().faults) {
            if (!span.hasBegun || span.begin > seconds)
                continue;
            Cascade& cascade = cascadeNamed(cascades, span.name, span.begin);
            cascade.phrase = span.phrase;
            cascade.begin = span.begin;
            cascade.end = span.end;
        }
    }
    std::ranges::stable_sort(cascades, {}, &Cascade::begin);
    return cascades;
}

QString limitWords(const Hit& hit)
{
    QStringList limits;
    for (const Breach& breach : hit.breaches) {
        const std::string_view word = wordOf(breach.limit);
        limits << QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
    }
    return limits.isEmpty() ? words("no symptom") : limits.join(QStringLiteral(", "));
}

QString pathWords(const Hit& hit)
{
    const std::string_view word = wordOf(hit.by);
    const QString path = QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
    return hit.from.empty() ? path : words("%1 from %2").arg(path, QString::fromStdString(hit.from));
}

QString toText(const std::vector<Cascade>& cascades)
{
    QString text;
    for (const Cascade& cascade : cascades) {
        text += QStringLiteral("%1 (%2), %3\n").arg(QString::fromStdString(cascade.fault), QString::fromStdString(cascade.phrase), sinceText(cascade.begin));
        int number = 0;
        for (const Hit& hit : cascade.hits) {
            const double since = hit.breaches.empty() ? 0 : hit.breaches.front().at - cascade.begin;
            text += QStringLiteral("  %1. +%2  %3: %4 [%5]\n").arg(++number).arg(sinceText(since), QString::fromStdString(hit.subject), limitWords(hit), pathWords(hit));
        }
        if (!isJudged(cascade))
            continue;
        if (cascade.offered == 0 && cascade.begun > 0)
            text += words("  %1 flows began while it lasted, none of them within its reach\n").arg(cascade.begun);
        else
            text += words("  %1 flows within its reach began while it lasted: %2 lost, %3 late, %4 stuck, %5 compensated\n")
                        .arg(cascade.offered).arg(cascade.lost).arg(cascade.late).arg(cascade.stuck).arg(cascade.compensated);
        text += words("  detected after %1, recovered after %2, drained after %3\n")
                    .arg(sinceText(cascade.detection), sinceText(cascade.recovery), sinceText(cascade.drain));
        for (const std::string& leftover : cascade.leftovers)
            text += words("  left: %1\n").arg(QString::fromStdString(leftover));
    }
    return text;
}

QString toMermaidText(const std::vector<Cascade>& cascades, const std::string& design)
{
    DesignReport one;
    one.design = design;
    one.cascades = cascades;
    Report report;
    report.designs.push_back(std::move(one));
    return QString::fromStdString(toMermaid(report));
}

}  // namespace stormglass::ui
