#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: packaging/bench.sh [option of Google Benchmark]...
#        packaging/bench.sh --window [diagram|opening|watching|scrubbing]...
#
# Sets the machine up, builds the benchmarks in release mode and runs them: packaging/bench.sh --benchmark_filter=W2
# With --window those of the window: what it promises, what it takes, and what the same takes without it.
# Compare figures of one run with each other, not with those of another machine or day.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packaging/setup.sh
if [[ "${1:-}" == --window ]]; then
    shift
    packaging/build.sh release --target stormglass-window-bench
    exec build/release/tests/ui/stormglass-window-bench "$@"
fi
packaging/build.sh release --target stormglass-bench
exec build/release/tests/bench/stormglass-bench --benchmark_counters_tabular=true "$@"
