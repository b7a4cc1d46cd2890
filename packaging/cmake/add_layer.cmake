# SPDX-FileCopyrightText: 2026 The Stormglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# add_layer(NAME <target> [UNITY] [SELDOM] FOLDERS <folder>... SOURCES <file>... [PUBLIC <lib>...] [PRIVATE <lib>...])
#
# Makes one library of the house. FOLDERS are paths from the top of the tree (for example simcore/base); headers are
# included by that path: #include "simcore/base/time.h". Each library sees its own folders and those of the libraries it
# links, and no others: an include that the dependency rule forbids does not compile. To that end every library has an
# include root of its own in the build tree, which holds nothing but links to its folders.
# UNITY: no two sources give one name to different things in their unnamed namespaces, so STORMGLASS_UNITY may compile
# several of them at a time.
# SELDOM: runs only before and after a simulation, so it is optimised less and compiles a quarter faster.
# SOURCES are relative to the calling CMakeLists.txt.

function(add_layer)
    cmake_parse_arguments(layer "UNITY;SELDOM" "NAME" "FOLDERS;SOURCES;PUBLIC;PRIVATE" ${ARGN})
    if(layer_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "add_layer(${layer_NAME}): unknown arguments ${layer_UNPARSED_ARGUMENTS}")
    endif()

    set(root "${PROJECT_BINARY_DIR}/layers/${layer_NAME}")
    foreach(folder IN LISTS layer_FOLDERS)
        cmake_path(GET folder PARENT_PATH parent)
        file(MAKE_DIRECTORY "${root}/${parent}")
        file(CREATE_LINK "${PROJECT_SOURCE_DIR}/${folder}" "${root}/${folder}" SYMBOLIC)
    endforeach()

    set_property(GLOBAL APPEND PROPERTY STORMGLASS_LAYERS ${layer_NAME})
    set_property(GLOBAL APPEND PROPERTY STORMGLASS_LAYER_FOLDERS ${layer_FOLDERS})
    if(layer_SOURCES)
        add_library(${layer_NAME} STATIC ${layer_SOURCES})
        target_include_directories(${layer_NAME} PUBLIC "${root}")
        target_link_libraries(${layer_NAME} PUBLIC ${layer_PUBLIC} PRIVATE ${layer_PRIVATE})
        stormglass_warnings(${layer_NAME})
        if(layer_UNITY AND STORMGLASS_UNITY)
            set_target_properties(${layer_NAME} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
        endif()
        if(layer_SELDOM)
            target_compile_options(${layer_NAME} PRIVATE $<$<CONFIG:Release>:-O1>)
        endif()
    else()
        add_library(${layer_NAME} INTERFACE)
        target_include_directories(${layer_NAME} INTERFACE "${root}")
        target_link_libraries(${layer_NAME} INTERFACE ${layer_PUBLIC})
    endif()
endfunction()
