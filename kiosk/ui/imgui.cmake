# Dear ImGui 1.92 as a static library: a system one where it is 1.92, else the source tree that deploy/dependencies brought.
# Looked for in: -DIMGUI_DIR, $UKETSUKE_DEPENDENCIES/imgui, ~/.cache/uketsuke/dependencies/imgui.
set(imgui_candidates "${IMGUI_DIR}" "$ENV{UKETSUKE_DEPENDENCIES}/imgui" "$ENV{XDG_CACHE_HOME}/uketsuke/dependencies/imgui"
    "$ENV{HOME}/.cache/uketsuke/dependencies/imgui")
set(imgui_root "")
foreach(candidate IN LISTS imgui_candidates)
  if(NOT imgui_root AND candidate AND EXISTS "${candidate}/imgui.h")
    set(imgui_root "${candidate}")
  endif()
endforeach()
if(NOT imgui_root)
  message(FATAL_ERROR "Dear ImGui 1.92 was not found. Run deploy/dependencies, or give -DIMGUI_DIR=/path/to/imgui-1.92.x")
endif()
file(STRINGS "${imgui_root}/imgui.h" imgui_version REGEX "define IMGUI_VERSION +\"1\\.92")
if(NOT imgui_version)
  message(FATAL_ERROR "${imgui_root} is not Dear ImGui 1.92.x")
endif()
message(STATUS "Dear ImGui: ${imgui_root} (${imgui_version})")

add_library(uketsuke_imgui STATIC
  ${imgui_root}/imgui.cpp ${imgui_root}/imgui_draw.cpp ${imgui_root}/imgui_tables.cpp ${imgui_root}/imgui_widgets.cpp
  ${imgui_root}/misc/freetype/imgui_freetype.cpp ${imgui_root}/misc/cpp/imgui_stdlib.cpp
  ${imgui_root}/backends/imgui_impl_glfw.cpp ${imgui_root}/backends/imgui_impl_opengl3.cpp)
target_include_directories(uketsuke_imgui SYSTEM PUBLIC ${imgui_root} ${imgui_root}/misc/freetype ${imgui_root}/misc/cpp ${imgui_root}/backends)
target_compile_definitions(uketsuke_imgui PUBLIC IMGUI_USE_WCHAR32 IMGUI_ENABLE_FREETYPE IMGUI_DISABLE_OBSOLETE_FUNCTIONS)
target_link_libraries(uketsuke_imgui PUBLIC glfw OpenGL::GL Freetype::Freetype PRIVATE ${CMAKE_DL_LIBS})
