# The warnings every file of ours must pass; presets and CI turn them into errors.
add_library(jianbao_flags INTERFACE)
target_compile_features(jianbao_flags INTERFACE c_std_11)
target_compile_definitions(jianbao_flags INTERFACE _POSIX_C_SOURCE=200809L _DEFAULT_SOURCE)
target_compile_options(jianbao_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes
    -Wmissing-prototypes -Wswitch-enum -Wformat=2 -Wundef -Wcast-qual -Wpointer-arith -Wvla
    -Wwrite-strings -fvisibility=hidden "-ffile-prefix-map=${PROJECT_SOURCE_DIR}=.")
# A library that nothing is taken from would still be loaded at each start.
target_link_options(jianbao_flags INTERFACE -Wl,--as-needed)
if(JIANBAO_WERROR)
    target_compile_options(jianbao_flags INTERFACE -Werror)
endif()
if(JIANBAO_SANITIZE)
    target_compile_options(jianbao_flags INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(jianbao_flags INTERFACE -fsanitize=address,undefined)
endif()
if(JIANBAO_SANITIZE_THREADS)
    target_compile_options(jianbao_flags INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
    target_link_options(jianbao_flags INTERFACE -fsanitize=thread)
endif()
if(JIANBAO_COVERAGE)
    target_compile_options(jianbao_flags INTERFACE --coverage)
    target_link_options(jianbao_flags INTERFACE --coverage)
endif()
if(JIANBAO_LIBFUZZER)
    target_compile_options(jianbao_flags INTERFACE -fsanitize=fuzzer-no-link,address,undefined)
    target_link_options(jianbao_flags INTERFACE -fsanitize=address,undefined)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(jianbao_flags INTERFACE -D_FORTIFY_SOURCE=2 -fstack-protector-strong)
    target_link_options(jianbao_flags INTERFACE -Wl,-z,relro,-z,now)
endif()

# jb_whole(PROGRAM): optimised over all rooms at once in a release by GCC. Objects hold machine code as
# well, which tests link, so that they need not wait for it.
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND CMAKE_C_COMPILER_ID STREQUAL "GNU"
   AND NOT JIANBAO_SANITIZE AND NOT JIANBAO_COVERAGE)
    target_compile_options(jianbao_flags INTERFACE -flto=auto -ffat-lto-objects)
    set(JB_LINK_WHOLE -flto=auto)
    set(JB_LINK_PARTS -fno-lto)
endif()
function(jb_whole program)
    target_link_options(${program} PRIVATE ${JB_LINK_WHOLE})
endfunction()
