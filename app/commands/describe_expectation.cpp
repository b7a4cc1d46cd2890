// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/describe_expectation.h"

#include "app/output/text_style.h"
#include "models/results/metric.h"
#include "models/spec/expectation_text.h"

#include <algorithm>
#include <array>

namespace stormglass {
namespace {

struct Example {
    std::string_view line;
    std::string_view meaning;
};

constexpr std::array kExamples{
    Example{"success(order) > 99.9%", "a metric of a flow, or of a workload without one"},
    Example{"p99(order.ack) < 200ms", "a statistic of a quantity: the same as ack.p99(order)"},
    Example{"p95(order.latency) < 2s", "latency is another word for completion"},
    Example{"throughput(order) > 20/s", "a rate"},
    Example{"compensated(order) < 5%", "a count as a share of what was offered, arrived or was published"},
    Example{"utilisation(payment) < 80%", "a metric of a component"},
    Example{"depth.max(payment-events) < 10k", "a metric of a channel"},
    Example{"lost(messages) == 0", "a count over all channels"},
    Example{"inconsistent(sagas) == 0", "a count over all flows"},
    Example{"recovery(after: kill-payment) < 30s", "a metric of a fault, as is drain(after: ...)"},
};

constexpr std::size_t kLineWidth = 37;

std::string paragraph(std::string_view text)
{
    return "  " + wrapText(text, TextStyle::forStandardOutput().textColumns(), 2) + '\n';
}

}  // namespace

std::string expectationLanguage()
{
    std::string text = "\nthat is METRIC(SUBJECT) COMPARISON THRESHOLD:\n";
    for (const Example& example : kExamples)
        text += "  " + padRight(std::string(example.line), kLineWidth)
            + wrapText(example.meaning, TextStyle::forStandardOutput().textColumns(), kLineWidth + 2) + '\n';
    text += "\n";
    text += paragraph("METRIC: one that \"stormglass list metrics\" names, or a statistic (" + spec::statisticsText()
                      + ") with SUBJECT.QUANTITY in the brackets.");
    text += paragraph("COMPARISON: <, <=, >, >=, == or !=.");
    text += paragraph("THRESHOLD: in the unit of the metric: 800ms, 1m30s; 99.9%; 200/s; 10k, 2.5M or 0.");
    text += paragraph("during says which phase a line of flows speaks of; in reports its figures end in @before, @fault, @recovery or @after. "
                      "designs says of which designs. A line about a figure that was not measured does not hold.");
    return text;
}

std::string statisticToText(std::string_view name)
{
    if (std::ranges::find(spec::statistics(), name) == spec::statistics().end())
        return {};
    const std::string what = name == "mean" ? "the mean" : name == "max" ? "the highest value" : "the value that " + std::string(name.substr(1)) + "% are not above";
    std::string metrics;
    for (const auto group : {results::flowMetrics(), results::componentMetrics(), results::channelMetrics(), results::faultMetrics()}) {
        for (const results::MetricInfo& metric : group) {
            if (metric.name.ends_with("." + std::string(name)))
                metrics += (metrics.empty() ? "" : ", ") + std::string(metric.name);
        }
    }
    const std::string quantity = metrics.substr(0, metrics.find('.'));
    return std::string(name) + ": a statistic, " + what + "\n"
        + paragraph("In expectations, " + std::string(name) + "(order." + quantity + ") is the metric " + quantity + "." + std::string(name)
                    + " of order. Metrics that have it: " + metrics + ".");
}

}  // namespace stormglass
