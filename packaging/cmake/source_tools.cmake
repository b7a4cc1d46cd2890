# SPDX-FileCopyrightText: 2026 The Stormglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Targets for those who write the code; neither tool is needed to build or to test.
#   format        rewrites every source as .clang-format says
#   format-check  fails where format would change something
#   tidy          runs clang-tidy over every source of the libraries and programs

file(GLOB_RECURSE formatted_sources CONFIGURE_DEPENDS
    "${PROJECT_SOURCE_DIR}/simcore/*.h" "${PROJECT_SOURCE_DIR}/simcore/*.cpp"
    "${PROJECT_SOURCE_DIR}/models/*.h" "${PROJECT_SOURCE_DIR}/models/*.cpp"
    "${PROJECT_SOURCE_DIR}/scenarios/*.h" "${PROJECT_SOURCE_DIR}/scenarios/*.cpp"
    "${PROJECT_SOURCE_DIR}/app/*.h" "${PROJECT_SOURCE_DIR}/app/*.cpp"
    "${PROJECT_SOURCE_DIR}/tests/*.h" "${PROJECT_SOURCE_DIR}/tests/*.cpp")

# Formatters of different releases disagree; 14 is Debian 12's.
find_program(CLANG_FORMAT_PROGRAM NAMES clang-format-14 clang-format)
if(CLANG_FORMAT_PROGRAM)
    add_custom_target(format
        COMMAND "${CLANG_FORMAT_PROGRAM}" -i ${formatted_sources}
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}" VERBATIM)
    add_custom_target(format-check
        COMMAND "${CLANG_FORMAT_PROGRAM}" --dry-run -Werror ${formatted_sources}
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}" VERBATIM)
endif()

find_program(RUN_CLANG_TIDY_PROGRAM NAMES run-clang-tidy-14 run-clang-tidy)
if(RUN_CLANG_TIDY_PROGRAM)
    add_custom_target(tidy
        COMMAND "${RUN_CLANG_TIDY_PROGRAM}" -quiet -p "${PROJECT_BINARY_DIR}"
            "^${PROJECT_SOURCE_DIR}/(simcore|models|scenarios|app)/.*\\.cpp$"
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}" USES_TERMINAL VERBATIM)
endif()
