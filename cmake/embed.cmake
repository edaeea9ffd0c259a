# dragoman_embed(name BASE dir [FILES …] [FOLDERS …] [DEPENDS …]): makes name.S, which holds the files as they are, and
# name_declarations.inc and name_table.inc with a row {"file", bytes} for each, for a C++ source to include. Files are
# named from `dir`. Of folders it is everything that is in them when it is made, which is when something of DEPENDS changes.
set(DRAGOMAN_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_files.cmake)
function(dragoman_embed name)
  cmake_parse_arguments(arg "" "BASE" "FILES;FOLDERS;DEPENDS" ${ARGN})
  list(TRANSFORM arg_FILES PREPEND ${arg_BASE}/ OUTPUT_VARIABLE files)
  set(made ${CMAKE_CURRENT_BINARY_DIR}/${name})
  add_custom_command(OUTPUT ${made}.S ${made}_declarations.inc ${made}_table.inc
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DOUT=${CMAKE_CURRENT_BINARY_DIR} -DBASE=${arg_BASE} "-DFILES=${arg_FILES}"
      "-DFOLDERS=${arg_FOLDERS}" -P ${DRAGOMAN_EMBED_SCRIPT}
    DEPENDS ${DRAGOMAN_EMBED_SCRIPT} ${files} ${arg_DEPENDS} VERBATIM)
endfunction()
