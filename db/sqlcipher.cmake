# Encrypted stores (-DUKETSUKE_SQLCIPHER=ON): SQLCipher takes SQLite's place, for us and for SQLiteCpp. Included before
# SQLite is looked for.
find_path(SQLCIPHER_INCLUDE_DIR sqlite3.h PATHS /usr/include/sqlcipher NO_DEFAULT_PATH)
find_library(SQLCIPHER_LIBRARY sqlcipher)
if(NOT SQLCIPHER_INCLUDE_DIR OR NOT SQLCIPHER_LIBRARY)
  message(FATAL_ERROR "UKETSUKE_SQLCIPHER needs SQLCipher 4.5.1 or newer: apt install libsqlcipher-dev (Debian 13)")
endif()
# Stores have STRICT tables, which came with SQLite 3.37: that is SQLCipher 4.5.1.
file(STRINGS ${SQLCIPHER_INCLUDE_DIR}/sqlite3.h sqlcipher_version REGEX "^#define SQLITE_VERSION +\"")
string(REGEX REPLACE ".*\"(.*)\".*" "\\1" sqlcipher_version "${sqlcipher_version}")
if(sqlcipher_version VERSION_LESS 3.37)
  message(FATAL_ERROR "This SQLCipher holds SQLite ${sqlcipher_version}, which is too old for the store (STRICT tables, "
    "SQLite 3.37, SQLCipher 4.5.1): build on Debian 13 or newer, or leave UKETSUKE_SQLCIPHER off and put the store on an "
    "encrypted disk (deploy/encrypt-data)")
endif()
set(SQLite3_INCLUDE_DIR ${SQLCIPHER_INCLUDE_DIR} CACHE PATH "SQLCipher's header" FORCE)
set(SQLite3_LIBRARY ${SQLCIPHER_LIBRARY} CACHE FILEPATH "SQLCipher" FORCE)
