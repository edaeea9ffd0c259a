# Warnings for every target of the project, never for the libraries it uses.
add_library(dragoman_warnings INTERFACE)
target_compile_options(dragoman_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast
  -Wno-missing-field-initializers  # designated initialisers leave out what has its default
  -Woverloaded-virtual -Wcast-align -Wunused -Wdouble-promotion -Wimplicit-fallthrough -Wextra-semi
  -Wno-restrict  # false positives on std::string in GCC 12 (bug 105651)
  -Wno-stringop-overread  # false positives on copies of boost::container::small_vector in GCC 12
  $<$<BOOL:${DRAGOMAN_DEVELOPER}>:-Werror>)
if(DRAGOMAN_SANITIZE)
  # Instrumented code confuses GCC 12's flow analysis: false positives only.
  target_compile_options(dragoman_warnings INTERFACE -Wno-maybe-uninitialized -Wno-mismatched-new-delete)
endif()
if(DRAGOMAN_SANITIZE STREQUAL "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Asio's fences are not modelled by TSan; GCC says so once per fence.
  target_compile_options(dragoman_warnings INTERFACE -Wno-tsan)
endif()
