# SPDX-FileCopyrightText: 2026 The Stormglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What every one of our targets has in common: the language level, the warnings, the sanitizers, the compiler cache.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Without the two allowances ccache skips every file that uses a precompiled header.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${CCACHE_PROGRAM}")
endif()

find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
    add_link_options(-fuse-ld=mold)
endif()

# Results must be the same on every machine: no fused multiply-add behind our back.
add_compile_options(-ffp-contract=off)

if(STORMGLASS_SANITIZE)
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
endif()

# The warnings of our own code. A function on a target, so that nobody else's headers meet them.
# The two that are off: g++ 12 raises them against its own std::string operator+ (PR 105651, PR 105329). In
# a sanitizer build it also takes its own instrumentation of a std::variant for an uninitialised read.
function(stormglass_warnings target)
    target_compile_options(${target} PRIVATE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor
        "$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-stringop-overflow>"
        $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${STORMGLASS_SANITIZE}>>:-Wno-maybe-uninitialized>
        $<$<BOOL:${STORMGLASS_WARNINGS_AS_ERRORS}>:-Werror>)
endfunction()

# Tests and benchmarks are included by path from the top as well: "tests/support/...".
file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/layers/tests")
file(CREATE_LINK "${PROJECT_SOURCE_DIR}/tests" "${PROJECT_BINARY_DIR}/layers/tests/tests" SYMBOLIC)
