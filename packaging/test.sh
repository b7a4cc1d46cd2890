#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: packaging/test.sh [--all] [ctest option]...
#
# Sets the machine up, builds everything in release mode and the unit tests under the address and undefined-behaviour
# sanitizers, and runs all of them in one go, so that one summary of CTest, the last thing printed, tells the result.
# --all adds the tests labelled "slow". Further options go to CTest: packaging/test.sh -R calendar
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

which_tests=(--label-exclude '^slow$')
if [[ "${1:-}" == --all ]]; then
    which_tests=()
    shift
fi

packaging/setup.sh
packaging/build.sh release
packaging/build.sh asan

mkdir -p build/tests
printf 'subdirs("../release" "../asan")\n' >build/tests/CTestTestfile.cmake
exec ctest --test-dir build/tests --parallel "$(nproc)" --output-on-failure --no-label-summary --no-tests=error \
    "${which_tests[@]}" "$@"
