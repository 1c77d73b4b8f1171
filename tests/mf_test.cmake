# mf_test(tst_name files... USES libraries): one Qt Test executable, run by ctest without a display.
set(CMAKE_INCLUDE_CURRENT_DIR OFF)
function(mf_test name)
    cmake_parse_arguments(ARG "" "" "USES" ${ARGN})
    add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
    # A test is a file or two with its class in an anonymous namespace, which moc's file wants to itself.
    set_target_properties(${name} PROPERTIES AUTOMOC ON UNITY_BUILD OFF)
    target_link_libraries(${name} PRIVATE mf_options Qt6::Test ${ARG_USES})
    target_compile_definitions(${name} PRIVATE MF_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen" TIMEOUT 300)
endfunction()
