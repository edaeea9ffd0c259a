# DRAGOMAN_SANITIZE applies to every object of the build, so that no uninstrumented frame hides a fault.
if(DRAGOMAN_SANITIZE)
  add_compile_options(-fsanitize=${DRAGOMAN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -g1)
  add_link_options(-fsanitize=${DRAGOMAN_SANITIZE})
endif()
