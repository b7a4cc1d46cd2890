# SPDX-FileCopyrightText: 2026 The Stormglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# stormglass_add_test(NAME tst_<unit> SOURCES <file>... [LIBS <lib>...] [LABELS <label>...] [TIMEOUT <seconds>]
#                     [DEFINITIONS <definition>...] [NEEDS <target>...] [ALONE] [PRECOMPILED <target>])
#
# Makes one Qt Test program and registers it with CTest under its name. The first source is tst_<unit>.cpp; it ends with
#     QTEST_APPLESS_MAIN(UnitTest)
#     #include "tst_<unit>.moc"
# With STORMGLASS_UNITY the tests of a folder become one program, whose sources compile several at a time; it has a name
# for each of them, and does what its name says. So no two tests of a folder give one name to different things. ALONE: it has
# a main function of its own, and stays a program of its own.
# LABELS default to "unit": fast (under a second) and without traces outside the build tree. tests/README.md lists the
# others. A sanitizer build makes only the tests labelled "unit" or "sanitized", and puts "asan." before their names.
# TIMEOUT defaults to 300 seconds. DEFINITIONS hold for the test's source, NEEDS are built before it can run.
# PRECOMPILED: whose precompiled header it uses, the same for all of a folder; its LIBS bring Qt Test then. Absent: one of those below.
# Helpers for tests are included by path: "tests/support/...".

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Test)

# Qt Test without the definitions that Qt6::Test adds: they name the directory of each target, and a precompiled header
# can be shared only by targets with the same definitions.
add_library(stormglass_qttest INTERFACE)
target_link_libraries(stormglass_qttest INTERFACE Qt6::Core $<LINK_ONLY:Qt6::Test>)
target_include_directories(stormglass_qttest SYSTEM INTERFACE
    $<TARGET_PROPERTY:Qt6::Test,INTERFACE_INCLUDE_DIRECTORIES>)
target_include_directories(stormglass_qttest INTERFACE "${PROJECT_BINARY_DIR}/layers/tests")
target_compile_definitions(stormglass_qttest INTERFACE
    QT_TESTLIB_LIB QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH)

# Precompiled headers: what a test includes costs far more than the test itself. One holds Qt Test, the other the engine too,
# for the tests that link it.
function(_stormglass_precompile target)
    file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/generated/${target}.cpp" CONTENT "// The home of precompiled headers.\n")
    add_library(${target} OBJECT "${PROJECT_BINARY_DIR}/generated/${target}.cpp")
    target_link_libraries(${target} PRIVATE stormglass_qttest)
    target_precompile_headers(${target} PRIVATE <QtTest> ${ARGN})
    stormglass_warnings(${target})
endfunction()
_stormglass_precompile(stormglass_test_pch)
_stormglass_precompile(stormglass_engine_test_pch
    <models/faults/injector.h> <models/run/runner.h> <models/services/station.h> <models/spec/scenario.h>
    <models/transactions/flow_tracker.h>)
target_link_libraries(stormglass_engine_test_pch PRIVATE models_engine)

# Whether one of these libraries is the engine or, as the helpers of tests do, hands it on.
function(_stormglass_sees_engine result)
    set(${result} OFF PARENT_SCOPE)
    foreach(library IN LISTS ARGN)
        get_target_property(hands_on ${library} INTERFACE_LINK_LIBRARIES)
        if("${library}" STREQUAL models_engine OR "models_engine" IN_LIST hands_on)
            set(${result} ON PARENT_SCOPE)
        endif()
    endforeach()
endfunction()

function(stormglass_add_test)
    cmake_parse_arguments(test "ALONE" "NAME;TIMEOUT;PRECOMPILED" "SOURCES;LIBS;LABELS;DEFINITIONS;NEEDS" ${ARGN})
    if(test_UNPARSED_ARGUMENTS OR NOT test_NAME OR NOT test_SOURCES)
        message(FATAL_ERROR "stormglass_add_test(${test_NAME}): needs NAME and SOURCES, got ${ARGN}")
    endif()
    if(NOT test_LABELS)
        set(test_LABELS unit)
    endif()
    set(title ${test_NAME})
    if(STORMGLASS_SANITIZE)
        if(NOT "unit" IN_LIST test_LABELS AND NOT "sanitized" IN_LIST test_LABELS)
            return()
        endif()
        set(title asan.${test_NAME})
    endif()
    if(NOT test_TIMEOUT)
        set(test_TIMEOUT 300)
    endif()

    # moc by hand: AUTOMOC adds a scan and one more translation unit to every single test.
    list(POP_FRONT test_SOURCES main_source)
    cmake_path(ABSOLUTE_PATH main_source BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
    set(moc_folder "${CMAKE_CURRENT_BINARY_DIR}/moc")
    set(moc_file "${moc_folder}/${test_NAME}.moc")
    file(MAKE_DIRECTORY "${moc_folder}")
    add_custom_command(OUTPUT "${moc_file}"
        COMMAND Qt6::moc -o "${moc_file}" "${main_source}"
        DEPENDS "${main_source}"
        COMMENT "moc ${test_NAME}" VERBATIM)

    if(STORMGLASS_UNITY AND NOT test_ALONE)
        _stormglass_into_batch()
    else()
        if(IS_SYMLINK "${CMAKE_CURRENT_BINARY_DIR}/${test_NAME}")  # of a time when it was one of the folder's program
            file(REMOVE "${CMAKE_CURRENT_BINARY_DIR}/${test_NAME}")
        endif()
        add_executable(${test_NAME} "${main_source}" ${test_SOURCES} "${moc_file}")
        _stormglass_finish_test_program(${test_NAME} "${test_LIBS}" "${test_DEFINITIONS}" "${test_NEEDS}" "${test_PRECOMPILED}")
    endif()

    add_test(NAME ${title} COMMAND "${CMAKE_CURRENT_BINARY_DIR}/${test_NAME}")
    # The limit is CTest's: Qt Test's own, five minutes for all rows of a function, would come first.
    math(EXPR qt_timeout "${test_TIMEOUT} * 1000")
    set_tests_properties(${title} PROPERTIES
        LABELS "${test_LABELS}"
        TIMEOUT ${test_TIMEOUT}
        ENVIRONMENT "ASAN_OPTIONS=detect_stack_use_after_return=1;UBSAN_OPTIONS=print_stacktrace=1;LC_ALL=C.UTF-8;QTEST_FUNCTION_TIMEOUT=${qt_timeout}")
endfunction()

function(_stormglass_finish_test_program target libs definitions needs precompiled)
    target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/moc" "${PROJECT_BINARY_DIR}/layers/tests")
    target_link_libraries(${target} PRIVATE ${libs})
    target_compile_definitions(${target} PRIVATE ${definitions})
    _stormglass_sees_engine(sees_engine ${libs})
    if(NOT precompiled)
        target_link_libraries(${target} PRIVATE stormglass_qttest)
    endif()
    if(precompiled)
        target_precompile_headers(${target} REUSE_FROM ${precompiled})
    elseif(sees_engine)
        target_precompile_headers(${target} REUSE_FROM stormglass_engine_test_pch)
    else()
        target_precompile_headers(${target} REUSE_FROM stormglass_test_pch)
    endif()
    if(needs)
        add_dependencies(${target} ${needs})
    endif()
    stormglass_warnings(${target})
endfunction()

# Notes the test of the calling stormglass_add_test() for the program of its folder, which is made when all are known.
macro(_stormglass_into_batch)
    get_property(is_begun DIRECTORY PROPERTY STORMGLASS_BATCH SET)
    if(NOT is_begun)
        cmake_language(DEFER CALL _stormglass_make_batch)
    endif()
    set_property(DIRECTORY APPEND PROPERTY STORMGLASS_BATCH "${main_source}")
    set_property(DIRECTORY APPEND PROPERTY STORMGLASS_BATCH_SOURCES ${test_SOURCES} "${moc_file}")
    set_property(DIRECTORY APPEND PROPERTY STORMGLASS_BATCH_LIBS ${test_LIBS})
    set_property(DIRECTORY APPEND PROPERTY STORMGLASS_BATCH_DEFINITIONS ${test_DEFINITIONS})
    set_property(DIRECTORY APPEND PROPERTY STORMGLASS_BATCH_NEEDS ${test_NEEDS})
    set_property(DIRECTORY PROPERTY STORMGLASS_BATCH_PRECOMPILED "${test_PRECOMPILED}")
    add_custom_target(${test_NAME})
endmacro()

function(_stormglass_make_batch)
    foreach(part IN ITEMS BATCH BATCH_SOURCES BATCH_LIBS BATCH_DEFINITIONS BATCH_NEEDS BATCH_PRECOMPILED)
        get_property(${part} DIRECTORY PROPERTY STORMGLASS_${part})
        list(REMOVE_DUPLICATES ${part})
    endforeach()
    cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY "${PROJECT_SOURCE_DIR}/tests" OUTPUT_VARIABLE folder)
    string(REPLACE "/" "_" target "tests_of_${folder}")

    # One after the other in equal parts of at most six: more cost too much memory at a time.
    list(LENGTH BATCH count)
    math(EXPR parts "(${count} + 5) / 6")
    set(number 0)
    foreach(source IN LISTS BATCH)
        math(EXPR part "${number} * ${parts} / ${count}")
        string(APPEND text_${part} "#include \"${source}\"\n")
        cmake_path(GET source STEM name)
        file(CREATE_LINK "${CMAKE_CURRENT_BINARY_DIR}/tests" "${CMAKE_CURRENT_BINARY_DIR}/${name}" SYMBOLIC)
        add_dependencies(${name} ${target})
        math(EXPR number "${number} + 1")
    endforeach()
    set(sources)
    math(EXPR last "${parts} - 1")
    foreach(part RANGE ${last})
        set(generated "${CMAKE_CURRENT_BINARY_DIR}/batch/batch_${part}.cpp")
        file(CONFIGURE OUTPUT "${generated}" CONTENT "#include \"tests/support/test_batch.h\"\n${text_${part}}" @ONLY)
        list(APPEND sources "${generated}")
    endforeach()

    add_executable(${target} ${sources} ${BATCH_SOURCES})
    set_target_properties(${target} PROPERTIES OUTPUT_NAME tests)
    _stormglass_finish_test_program(
        ${target} "stormglass_test_batch;${BATCH_LIBS}" "${BATCH_DEFINITIONS}" "${BATCH_NEEDS}" "${BATCH_PRECOMPILED}")
endfunction()
