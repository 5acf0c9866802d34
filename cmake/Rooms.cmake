# jb_room(NAME sources... DEPS rooms... LIBS libraries...)
#   One static library per room. DEPS is the room's row in docs/architecture.md; the `layers` test
#   reads every #include and compares it with that table.
function(jb_room name)
    cmake_parse_arguments(ROOM "" "" "DEPS;LIBS" ${ARGN})
    add_library(jianbao_${name} STATIC ${ROOM_UNPARSED_ARGUMENTS})
    target_include_directories(jianbao_${name} PUBLIC ${PROJECT_SOURCE_DIR}/include
                               PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(jianbao_${name} PRIVATE jianbao_flags ${ROOM_LIBS})
    foreach(dep IN LISTS ROOM_DEPS)
        target_link_libraries(jianbao_${name} PUBLIC jianbao_${dep})
    endforeach()
endfunction()

# jb_embed(ROOM VARIABLE name file [name file]...)
#   Compiles files into a room as `const jb_embedded VARIABLE[]`, ended by a NULL name.
function(jb_embed room variable)
    set(out ${CMAKE_CURRENT_BINARY_DIR}/${variable}.c)
    set(files)
    set(pairs ${ARGN})
    list(LENGTH pairs count)
    math(EXPR last "${count} - 1")
    foreach(i RANGE 1 ${last} 2)
        list(GET pairs ${i} file)
        list(APPEND files ${file})
    endforeach()
    add_custom_command(OUTPUT ${out}
        COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DVARIABLE=${variable} "-DPAIRS=${pairs}"
                -P ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake
        DEPENDS ${files} ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake VERBATIM)
    target_sources(jianbao_${room} PRIVATE ${out})
endfunction()

# jb_test(NAME sources... LIBS rooms and libraries...)
#   A cmocka program, run by ctest from the source tree so that it finds fonts/ and tests/.
function(jb_test name)
    cmake_parse_arguments(TEST "" "" "LIBS" ${ARGN})
    add_executable(test_${name} ${TEST_UNPARSED_ARGUMENTS})
    target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/support
                               ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(test_${name} PRIVATE jianbao_flags ${TEST_LIBS} PkgConfig::CMOCKA)
    target_link_options(test_${name} PRIVATE ${JB_LINK_PARTS})
    add_test(NAME ${name} COMMAND test_${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES TIMEOUT 300)
endfunction()
