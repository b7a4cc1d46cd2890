# SPDX-FileCopyrightText: 2026 The Stormglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Where an installed Stormglass has its files.

include(GNUInstallDirs)

# The program looks for its scenarios here, seen from its own folder, so that an installation may be moved as a whole.
set(STORMGLASS_INSTALLED_SCENARIOS "${CMAKE_INSTALL_FULL_DATADIR}/stormglass/scenarios")
