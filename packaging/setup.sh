#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs the Debian 12 packages that Stormglass is built with. Does nothing, and needs neither network nor rights,
# where they are all installed already. Runs as root or through sudo, and never asks a question.
set -euo pipefail

packages=(
    g++ cmake ninja-build ccache mold pkg-config
    libsimgrid-dev        # hosts, links and their failures
    libboost-dev          # Boost.Math, Boost.Histogram (headers only)
    librandom123-dev      # counter-based random numbers
    nlohmann-json3-dev    # scenario and report files
    libvalijson-dev       # JSON Schema
    libyaml-cpp-dev       # experiments of other programs
    libcli11-dev          # command line
    qt6-base-dev          # the window, Qt Test
    qt6-svg-dev           # icons, diagrams as SVG
    libqcustomplot-dev libqcustomplot2.1-qt6  # charts
    libgraphviz-dev       # automatic layout
    fonts-dejavu-core     # a bare system has no font at all
    libbenchmark-dev      # benchmarks
    xvfb xauth libxcb-cursor0  # tests of the window on a screen that nobody sees
)

is_installed()
{
    [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "setup: this is not a Debian system. Install the counterparts of these packages, then run" >&2
    echo "setup: cmake --preset release && cmake --build --preset release" >&2
    printf 'setup:   %s\n' "${packages[@]}" >&2
    exit 1
fi

missing=()
for package in "${packages[@]}"; do
    is_installed "$package" || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
    exit 0
fi

as_root=()
if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
        echo "setup: missing packages, and neither root nor sudo at hand. As root, run" >&2
        echo "setup: apt-get install ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo --preserve-env=DEBIAN_FRONTEND)
fi
export DEBIAN_FRONTEND=noninteractive

# A mirror that is just being updated, or another apt at work, is over in a moment.
with_patience()
{
    local attempt
    for attempt in 1 2 3 4 5; do
        "${as_root[@]}" "$@" && return 0
        echo "setup: attempt $attempt failed: $*" >&2
        sleep $((attempt * 5))
    done
    return 1
}

echo "setup: installing ${missing[*]}"
with_patience apt-get update --quiet --quiet
with_patience apt-get install --quiet --quiet --yes --no-install-recommends \
    -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "${missing[@]}"
