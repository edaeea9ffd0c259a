# DRAGOMAN_SANITIZE applies to every object of the build, so that no uninstrumented frame hides a fault.
if(DRAGOMAN_SANITIZE)
  add_compile_options(-fsanitize=${DRAGOMAN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -g1)
  add_link_options(-fsanitize=${DRAGOMAN_SANITIZE})
endif()

# dragoman_precompile(target sources header…): under a sanitizer, where a third of the time goes into reading headers, those
# are read once for targets of several files. Elsewhere each file shows that it includes what it needs.
function(dragoman_precompile target sources)
  list(LENGTH sources count)
  if(DRAGOMAN_SANITIZE AND count GREATER 5)
    target_precompile_headers(${target} PRIVATE <algorithm> <chrono> <functional> <map> <memory> <optional> <string>
      <unordered_map> <vector> ${ARGN})
    target_compile_options(${target} PRIVATE -fpch-preprocess)  # for ccache
  endif()
endfunction()
