#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: packaging/build.sh <preset> [option of "cmake --build"]...
#
# Configures and builds one preset. A new build folder compiles the sources of each library several at a time, which from
# scratch takes half as long. A folder that is there keeps its setting; to change it, for example because one changed
# source should not compile others along: cmake --preset release -DSTORMGLASS_UNITY=OFF
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

preset="$1"
shift
options=()
if [[ ! -e "build/$preset/CMakeCache.txt" ]]; then
    options=(-DSTORMGLASS_UNITY=ON)
fi
export CCACHE_DEPEND=1  # with a cold cache it else runs the preprocessor on top of each compilation
cmake --preset "$preset" "${options[@]}"
cmake --build --preset "$preset" "$@"
