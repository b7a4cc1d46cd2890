#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: packaging/screenshots.sh [name]...
#
# Makes the pictures of the window for the documentation, light and dark, without a screen.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packaging/setup.sh
packaging/build.sh release --target ui_screenshots
QT_QPA_PLATFORM=offscreen build/release/tests/ui/ui_screenshots packaging/docs/images "$@"
