# One library per folder: dragoman_library(name SOURCES … DEPENDS …). Includes are written from the top ("graph/event.h").
# DEPENDS is visible to users of the library; LINKS stays inside it. PRECOMPILE: see dragoman_precompile().
function(dragoman_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS;LINKS;PRECOMPILE" ${ARGN})
  add_library(dragoman_${name} STATIC ${arg_SOURCES})
  target_include_directories(dragoman_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(dragoman_${name} PUBLIC ${arg_DEPENDS} PRIVATE dragoman_warnings ${arg_LINKS})
  dragoman_precompile(dragoman_${name} "${arg_SOURCES}" ${arg_PRECOMPILE})
endfunction()
