#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: packaging/library_table.sh
#
# Runs every shipped scenario in all its designs and writes what they come to into packaging/docs/library.md.
# Builds the program first; STORMGLASS=FILE names one that is built already.
# Exits with 1 when an expectation does not hold.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

program=${STORMGLASS:-build/release/app/stormglass}
if [[ -z "${STORMGLASS:-}" ]]; then
    packaging/setup.sh
    packaging/build.sh release --target stormglass
fi

table=packaging/docs/library.md
rows=$(mktemp)
findings=$(mktemp)
report=$(mktemp)
trap 'rm -f "$rows" "$findings" "$report"' EXIT

# Reads a report, which has one key a line, and prints a row for each design and flow.
rows_of_report()
{
    awk -v scenario="$1" '
        function value() { sub(/^[^:]*: /, ""); sub(/,$/, ""); gsub(/^"|"$/, ""); return $0 }
        function duration(text, seconds) {
            if (text == "" || text == "null") return "–"
            seconds = text + 0
            if (seconds < 0.0009995) return sprintf("%.3g µs", seconds * 1e6)
            if (seconds < 0.9995) return sprintf("%.3g ms", seconds * 1e3)
            return sprintf("%.3g s", seconds)
        }
        function number(text) { return text == "" || text == "null" ? "–" : sprintf("%.3g", text) }
        function share(text) { return text == "" || text == "null" ? "–" : sprintf("%.4g %%", text * 100) }
        function verdict(row) {
            if (row > 1) return ""
            return broken ? broken " of " expected " do not hold" : "all " expected " hold"
        }
        function flush_design(   i, flow) {
            for (i = 1; i <= flows; ++i) {
                flow = order[i]
                printf "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", scenario, design, flow,
                    share(figure[flow, "accepted"]), duration(figure[flow, "ack.p50"]), duration(figure[flow, "ack.p99"]),
                    duration(figure[flow, "completion.p50"]), duration(figure[flow, "completion.p99"]),
                    number(figure[flow, "messages"]), verdict(i)
                scenario = design = ""
            }
            flows = broken = expected = 0
            split("", figure)
            split("", seen)
        }
        /^      "design":/ && !over { flush_design(); design = value(); if (design == "") design = "as written"; next }
        /^  "differences":/ { over = 1 }
        over { next }
        /^          "holds":/ { ++expected; if (value() != "true") ++broken; next }
        /^          "kind":/ { kind = value(); next }
        /^          "subject":/ { subject = value(); next }
        /^          "name":/ {
            name = value()
            if (kind == "flow" && !(subject in seen)) { seen[subject]; order[++flows] = subject }
            next
        }
        /^          "mean":/ { if (kind == "flow") figure[subject, name] = value(); next }
        END { flush_design() }' "$2"
}

# Reads a report and prints a row for each expectation: what the scenario shows, and what was found.
findings_of_report()
{
    awk -v scenario="$1" '
        function value() { sub(/^[^:]*: /, ""); sub(/,$/, ""); gsub(/^"|"$/, ""); gsub(/\|/, "\\|"); return $0 }
        /^      "design":/ && !over { design = value(); if (design == "") design = "as written"; next }
        /^  "differences":/ { over = 1 }
        over { next }
        /^          "that":/ { that = value(); next }
        /^          "during":/ { during = value(); next }
        /^          "holds":/ { holds = value(); next }
        /^          "found_text":/ {
            printf "| %s | %s | `%s`%s | %s%s |\n", scenario, design == before ? "" : design, that,
                during == "" ? "" : ", " during, value(), holds == "true" ? "" : " (does not hold)"
            scenario = ""
            before = design
        }' "$2"
}

failed=0
for file in scenarios/library/*.json; do
    command=run
    if (($(grep -c '"style"' "$file") > 1)); then
        command=compare
    fi
    "$program" "$command" "$file" --json >"$report" || failed=1
    rows_of_report "$(basename "$file" .json)" "$report" >>"$rows"
    findings_of_report "$(basename "$file" .json)" "$report" >>"$findings"
done

cat >"$table" <<'END'
# The shipped scenarios in figures

Written by `packaging/library_table.sh`: every scenario of [scenarios/library](../../scenarios/library/README.md) once, with the
seed in its file, over everything after warm-up, faults included. "Answer" is the time to the acknowledgement, "done" the time to the
last effect that the flow needs; messages are requests, replies, published and delivered messages per flow. The last column counts the
expectations of the scenario for that design.

| scenario | design | flow or workload | accepted | answer p50 | answer p99 | done p50 | done p99 | messages | expectations |
| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |
END
cat "$rows" >>"$table"
cat >>"$table" <<'END'

## What each one shows

The expectations of the scenarios, and the figures that were found: order, loss, staleness, cost, and whatever else a scenario is about.

| scenario | design | expectation | found |
| --- | --- | --- | ---: |
END
cat "$findings" >>"$table"
echo "library: wrote $table"
exit "$failed"
