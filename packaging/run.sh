#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: packaging/run.sh [option of "stormglass compare"]...
#
# Sets the machine up, builds Stormglass and compares three designs of an order flow while its payment service is down.
# The comparison is printed, and the whole report is written to build/ecommerce-order-flow.report.json. Where there is a
# display, the window then opens with the same scenario.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packaging/setup.sh
packaging/build.sh release --target stormglass stormglass-gui

report=build/ecommerce-order-flow.report.json
build/release/app/stormglass compare scenarios/library/ecommerce-order-flow.json \
    --replications 10 --jobs "$(nproc)" --report "$report" "$@"
echo "report: $report"

if [[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]]; then
    exec build/release/app/gui/stormglass-gui
fi
