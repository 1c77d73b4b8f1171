# What every target of ours is compiled with, and how a folder becomes a library.
add_library(mf_options INTERFACE)
target_include_directories(mf_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(mf_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual -Wnull-dereference -Wvla)
if(MAILFLOW_WERROR)
    target_compile_options(mf_options INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # It looks into the macros of GLib and OpenSSL, and into the temporary buffers of libstdc++'s std::stable_sort; GCC, which
    # builds the release, keeps both warnings for our own code.
    target_compile_options(mf_options INTERFACE -Wno-cast-qual -Wno-deprecated-declarations)
endif()
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # More is inlined at once, and GCC 12 then takes the members of a variant that are not there for uninitialized ones; the
    # other presets keep the warning.
    target_compile_options(mf_options INTERFACE -Wno-maybe-uninitialized)
endif()
if(MAILFLOW_SANITIZE)
    # -Wnull-dereference and friends see ghosts in instrumented code; the release build keeps them.
    target_compile_options(mf_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
        -Wno-null-dereference $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(mf_options INTERFACE -fsanitize=address,undefined)
endif()

if(MAILFLOW_FUZZ)
    target_compile_options(mf_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined)
    target_link_options(mf_options INTERFACE -fsanitize=address,undefined)
endif()

# mf_library(smtp server.h server.cpp ... USES mf_wire): the static library mf_smtp from this folder. One library a folder
# of sim makes the linker keep the layers apart.
function(mf_library name)
    cmake_parse_arguments(ARG "" "" "USES" ${ARGN})
    add_library(mf_${name} STATIC ${ARG_UNPARSED_ARGUMENTS})
    target_link_libraries(mf_${name} PUBLIC mf_options ${ARG_USES})
    target_precompile_headers(mf_${name} REUSE_FROM mf_pch_std)
endfunction()

# A hundred and fifty test programs are linked: with mold in a tenth of the time.
find_program(MAILFLOW_MOLD mold)
if(MAILFLOW_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

# Headers that nearly every file reads, read once. What one file includes must not come to it only by way of these: the debug
# preset does without them (CMAKE_DISABLE_PRECOMPILE_HEADERS).
set(mf_std_headers <algorithm> <array> <chrono> <cstdint> <expected> <functional> <map> <memory> <optional> <ranges> <set> <span>
    <string> <string_view> <tuple> <utility> <variant> <vector>)
function(mf_precompiled name)
    cmake_parse_arguments(ARG "" "" "HEADERS;USES" ${ARGN})
    add_library(${name} STATIC ${PROJECT_SOURCE_DIR}/cmake/precompiled.cpp)
    target_link_libraries(${name} PRIVATE mf_options ${ARG_USES})
    target_precompile_headers(${name} PRIVATE ${mf_std_headers} ${ARG_HEADERS})
endfunction()
mf_precompiled(mf_pch_std)
