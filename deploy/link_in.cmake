# One package for several Debian releases (-DUKETSUKE_PACKAGE=ON, by deploy/package): what bears one release's number
# comes with the program; the rest stays the system's, with its security updates. Besides Dear ImGui and SQLiteCpp, which
# always are, these are linked in: ICU (Debian's static libraries), fmt, spdlog and toml++ (their headers). Debian has no
# static ZXing and libxlsxwriter: their shared libraries are laid into the package's own folder (package.cmake).
foreach(name IN ITEMS i18n uc data)
  find_library(ICU_${name}_static NAMES libicu${name}.a REQUIRED)
endforeach()
foreach(name IN ITEMS i18n uc)
  set_target_properties(ICU::${name} PROPERTIES IMPORTED_LOCATION ${ICU_${name}_static}
    IMPORTED_LOCATION_RELEASE ${ICU_${name}_static})
endforeach()
set_property(TARGET ICU::i18n APPEND PROPERTY INTERFACE_LINK_LIBRARIES ICU::uc)
set_property(TARGET ICU::uc APPEND PROPERTY INTERFACE_LINK_LIBRARIES ${ICU_data_static})

add_library(fmt::fmt INTERFACE IMPORTED)
set_property(TARGET fmt::fmt PROPERTY INTERFACE_COMPILE_DEFINITIONS FMT_HEADER_ONLY=1)
add_library(spdlog::spdlog INTERFACE IMPORTED)
set_property(TARGET spdlog::spdlog PROPERTY INTERFACE_COMPILE_DEFINITIONS SPDLOG_FMT_EXTERNAL)
set_property(TARGET spdlog::spdlog PROPERTY INTERFACE_LINK_LIBRARIES fmt::fmt Threads::Threads)
add_library(PkgConfig::TOMLPP INTERFACE IMPORTED)
set_property(TARGET PkgConfig::TOMLPP PROPERTY INTERFACE_COMPILE_DEFINITIONS TOML_HEADER_ONLY=1)

# Nothing of what is linked in is seen by the system's libraries: they may have another version of the same.
add_link_options(LINKER:--exclude-libs,ALL LINKER:--as-needed LINKER:-z,relro,-z,now)
add_compile_options(-fstack-protector-strong -fstack-clash-protection -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
