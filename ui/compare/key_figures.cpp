// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/key_figures.h"

#include "ui/look/figure_text.h"
#include "ui/run/recording.h"
#include "ui/run/run_session.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

using results::FlowState;
using results::Frame;

QString words(const char* text) { return QCoreApplication::translate("KeyFigures", text); }

double sumOf(const Frame& frame, std::uint64_t FlowState::* member)
{
    double sum = 0;
    for (const FlowState& flow : frame.flows)
        sum += static_cast<double>(flow.*member);
    return sum;
}

double openOf(const Frame& frame)
{
    double sum = 0;
    for (const FlowState& flow : frame.flows)
        sum += flow.open;
    return sum;
}

double worstOf(const Frame& frame, double FlowState::* member)
{
    double worst = results::kNothing;
    for (const FlowState& flow : frame.flows)
        worst = std::isnan(worst) ? flow.*member : std::max(worst, flow.*member);
    return worst;
}

QString countWords(double count) { return QLocale().toString(count, 'f', 0); }

template <class Figure>
std::vector<double> pastOf(const RunSession& session, Figure figure)
{
    std::vector<double> values;
    for (const Frame& point : session.recording().tallies().points()) {
        if (point.at <= session.shownAt() + point.span)
            values.push_back(figure(point));
    }
    return values;
}

}  // namespace

std::vector<KeyFigure> keyFiguresOf(const RunSession& session)
{
    const Frame* frame = session.shownFrame();
    const Frame sums = frame == nullptr ? Frame() : session.recording().sumsAt(session.shownAt());
    const Frame now = frame == nullptr ? Frame() : *frame;
    const double inconsistent = sumOf(sums, &FlowState::inconsistent);
    const auto latency = [&](const char* name, double FlowState::* member) {
        // Of a short span there is often none: the newest that was measured counts.
        std::vector<double> past = pastOf(session, [member](const Frame& point) { return worstOf(point, member); });
        const auto last = std::find_if(past.rbegin(), past.rend(), [](double value) { return std::isfinite(value); });
        const double value = last == past.rend() ? results::kNothing : *last;
        return KeyFigure{words(name), secondsText(value), std::move(past)};
    };
    return {{words("accepted"), countWords(sumOf(sums, &FlowState::accepted)),
             pastOf(session, [](const Frame& point) { return sumOf(point, &FlowState::accepted) / std::max(1e-9, point.span); })},
            latency("ack p99", &FlowState::acknowledgementP99),
            latency("completion p99", &FlowState::completionP99),
            {words("open flows"), countWords(openOf(now)), pastOf(session, openOf)},
            {words("inconsistent"), countWords(inconsistent),
             pastOf(session, [](const Frame& point) { return sumOf(point, &FlowState::inconsistent); }), inconsistent > 0}};
}

}  // namespace stormglass::ui
