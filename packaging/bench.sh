#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: packaging/bench.sh [option of Google Benchmark]...
#
# Sets the machine up, builds the benchmarks in release mode and runs them: packaging/bench.sh --benchmark_filter=W2
# Compare figures of one run with each other, not with those of another machine or day.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packaging/setup.sh
packaging/build.sh release --target stormglass-bench
exec build/release/tests/bench/stormglass-bench --benchmark_counters_tabular=true "$@"
