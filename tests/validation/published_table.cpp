// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/validation/published_table.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>

namespace stormglass {
namespace {

/// Three significant digits, and all digits before the point.
std::string numberText(double value)
{
    char text[64];
    if (std::abs(value) >= 1000)
        std::snprintf(text, sizeof text, "%.0f", value);
    else
        std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

std::string withUnit(double value, const std::string& unit)
{
    return numberText(value) + (unit.empty() ? "" : " " + unit);
}

const char* wordFor(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Met: return "met";
    case Verdict::Calibration: return "calibration";
    case Verdict::Reported: return "reported";
    case Verdict::NotMet: return "NOT MET";
    case Verdict::NotMetWithReason: return "not met, see below";
    case Verdict::MetAgainstReason: return "MET, though the list says why not";
    }
    return "";
}

const char* wordFor(AcceptanceClass kind)
{
    switch (kind) {
    case AcceptanceClass::Exact: return "E";
    case AcceptanceClass::Calibrated: return "C";
    case AcceptanceClass::Shape: return "S";
    }
    return "";
}

std::string publishedTextOf(const PublishedFigure& figure)
{
    return figure.published ? withUnit(*figure.published, figure.unit) : figure.publishedText;
}

std::string deviationText(const JudgedFigure& judged)
{
    if (!judged.figure->published)
        return "";
    char text[32];
    std::snprintf(text, sizeof text, "%+.1f %%", judged.deviation * 100);
    return text;
}

}  // namespace

std::string toMarkdown(const std::vector<JudgedFigure>& figures)
{
    std::string table = "| case | figure | class | published | simulated | deviation | verdict |\n"
                        "| --- | --- | --- | ---: | ---: | ---: | --- |\n";
    std::string notes;
    const PublishedCase* last = nullptr;
    for (const JudgedFigure& judged : figures) {
        const PublishedFigure& figure = *judged.figure;
        table += std::string("| ") + (judged.of == last ? "" : judged.of->title) + " | " + figure.what + " | " + wordFor(judged.of->kind)
            + " | " + publishedTextOf(figure) + " | " + withUnit(judged.simulated, figure.unit) + " | " + deviationText(judged) + " | "
            + wordFor(judged.verdict) + " |\n";
        if (judged.of != last)
            notes += "- **" + judged.of->title + "**: " + judged.of->source + "."
                + (judged.of->fitted.empty() ? "" : " Fitted: " + judged.of->fitted + ".") + "\n";
        if (!figure.reason.empty())
            notes += "  - " + figure.what + ": " + figure.reason + "\n";
        last = judged.of;
    }
    return table + "\n" + notes;
}

std::string toJsonText(const std::vector<JudgedFigure>& figures)
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const JudgedFigure& judged : figures) {
        nlohmann::ordered_json row;
        row["case"] = judged.of->title;
        row["figure"] = judged.figure->what;
        row["class"] = wordFor(judged.of->kind);
        row["unit"] = judged.figure->unit;
        if (judged.figure->published)
            row["published"] = *judged.figure->published;
        else
            row["published"] = judged.figure->publishedText;
        row["simulated"] = judged.simulated;
        if (judged.figure->published)
            row["deviation"] = judged.deviation;
        row["verdict"] = wordFor(judged.verdict);
        if (!judged.figure->reason.empty())
            row["reason"] = judged.figure->reason;
        row["source"] = judged.of->source;
        list.push_back(std::move(row));
    }
    return list.dump(2) + "\n";
}

}  // namespace stormglass
