// XML fed block by block -> start, end, text. A document type is refused, so that no entity is ever expanded. The one
// adapter to Expat. One thread each.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/result.h"

namespace uketsuke {

/// Names come without their prefix ("x:row" -> "row"); views live as long as the call.
class XmlHandler {
 public:
  using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const Attributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  /// A piece of the text; UTF-8.
  virtual void text(std::string_view piece) = 0;
  /// True once the rest is of no use: nothing more is handed out.
  [[nodiscard]] virtual bool done() const { return false; }
};

/// The value of an attribute; empty without it.
std::string_view attribute(const XmlHandler::Attributes& attributes, std::string_view name);

class XmlReader {
 public:
  explicit XmlReader(XmlHandler& handler);
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;
  ~XmlReader();
  /// Errors: Code::bad_input: no XML, a document type, deeper than 64 elements
  Status feed(std::string_view block);
  /// Errors: Code::bad_input where the document is not at its end
  Status finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace uketsuke
