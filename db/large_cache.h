// More of the store in memory while a whole year is written at once; given back afterwards, so that a window that runs
// for days stays as small as it began. Thread: the connection's.
#pragma once

#include "db/connection.h"

namespace uketsuke {

/// As long as it lives the connection's cache may grow to 112 MB: little of a large import is written twice.
class LargeCache {
 public:
  explicit LargeCache(Connection& connection) : connection_(connection) {
    static_cast<void>(connection_.run("PRAGMA cache_size = -114688"));
  }
  ~LargeCache() {
    static_cast<void>(connection_.run("PRAGMA cache_size = -8192"));  // as Connection::open sets it
    static_cast<void>(connection_.run("PRAGMA shrink_memory"));
  }
  LargeCache(const LargeCache&) = delete;
  LargeCache& operator=(const LargeCache&) = delete;

 private:
  Connection& connection_;
};

}  // namespace uketsuke
