# Tests run in the repository's root and name its files from there: what is compiled is then the same in every folder and
# comes out of a compiler cache. (Qt would put the folders of the test into every command line; only QFINDTESTDATA reads them.)
set_property(TARGET Qt6::Test PROPERTY INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)

# Qt Test and the standard library; with the world, and with the window's world, for the folders that say so. <QtTest> reads
# more where QtNetwork and QtWidgets are there, so all tests of one kind have the same of them.
mf_precompiled(mf_pch_test HEADERS <QtTest> USES Qt6::Test Qt6::Network)
mf_precompiled(mf_pch_test_world HEADERS <QtTest> "${PROJECT_SOURCE_DIR}/sim/world/history.h"
    USES Qt6::Test Qt6::Network mf_world)
mf_precompiled(mf_pch_test_ui HEADERS <QtTest> <QtWidgets> "${PROJECT_SOURCE_DIR}/sim/world/history.h"
    USES Qt6::Test Qt6::Network Qt6::Widgets mf_world)
set(MF_TEST_PCH mf_pch_test)

# What is tested is optimized; what tests it is compiled quickly. (Half-optimized, GCC 12 takes the move of a short string for
# an overrun: its bug 105651.)
set(mf_test_options -O0)
foreach(headers mf_pch_test mf_pch_test_world mf_pch_test_ui)
    target_compile_options(${headers} PRIVATE ${mf_test_options})
endforeach()

# mf_test(tst_name files... USES libraries): one Qt Test executable, run by ctest without a display.
set(CMAKE_INCLUDE_CURRENT_DIR OFF)
function(mf_test name)
    cmake_parse_arguments(ARG "" "" "USES" ${ARGN})
    add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
    # A test is a file or two with its class in an anonymous namespace, which moc's file wants to itself. moc is called
    # for those only: CMake's AUTOMOC costs a second a test, of which there are a hundred and fifty.
    set_target_properties(${name} PROPERTIES UNITY_BUILD OFF)
    foreach(file ${ARG_UNPARSED_ARGUMENTS})
        get_filename_component(stem ${file} NAME_WE)
        file(STRINGS ${file} included LIMIT_COUNT 1 REGEX "^#include \"${stem}\\.moc\"")
        if(included)
            qt6_generate_moc(${file} ${stem}.moc)
            target_sources(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${stem}.moc)
        endif()
    endforeach()
    target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
    target_link_libraries(${name} PRIVATE mf_options Qt6::Test Qt6::Network ${ARG_USES})
    target_precompile_headers(${name} REUSE_FROM ${MF_TEST_PCH})
    target_compile_options(${name} PRIVATE ${mf_test_options})
    target_compile_definitions(${name} PRIVATE MF_SOURCE_DIR=".")
    add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen" TIMEOUT 300)
endfunction()

# mf_test_library(mf_test_name files... USES libraries): what several tests of a folder share, compiled once.
function(mf_test_library name)
    cmake_parse_arguments(ARG "" "" "USES" ${ARGN})
    add_library(${name} STATIC ${ARG_UNPARSED_ARGUMENTS})
    target_link_libraries(${name} PUBLIC mf_options Qt6::Test Qt6::Network ${ARG_USES})
    target_precompile_headers(${name} REUSE_FROM ${MF_TEST_PCH})
    target_compile_options(${name} PRIVATE ${mf_test_options})
    target_compile_definitions(${name} PRIVATE MF_SOURCE_DIR=".")
endfunction()
