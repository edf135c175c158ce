// See xml_reader.h.
#include "kiosk/intake/xml_reader.h"

#include <expat.h>

namespace uketsuke {
namespace {

constexpr int kDeepest = 64;

std::string_view without_prefix(const char* name) {
  const std::string_view whole(name);
  const std::size_t colon = whole.rfind(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

}  // namespace

struct XmlReader::State {
  explicit State(XmlHandler& h) : handler(h), parser(XML_ParserCreate(nullptr)) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { XML_ParserFree(parser); }

  static void on_start(void* self, const char* name, const char** attributes) {
    auto& state = *static_cast<State*>(self);
    if (++state.depth > kDeepest) {
      state.stop();
      return;
    }
    if (state.handler.done()) return;
    state.attributes.clear();
    for (std::size_t i = 0; attributes[i] != nullptr; i += 2) {
      state.attributes.emplace_back(without_prefix(attributes[i]), attributes[i + 1]);
    }
    state.handler.start(without_prefix(name), state.attributes);
  }
  static void on_end(void* self, const char* name) {
    auto& state = *static_cast<State*>(self);
    --state.depth;
    if (!state.handler.done()) state.handler.end(without_prefix(name));
  }
  static void on_text(void* self, const char* text, int length) {
    auto& state = *static_cast<State*>(self);
    if (!state.handler.done()) state.handler.text({text, static_cast<std::size_t>(length)});
  }
  static void on_doctype(void* self, const char*, const char*, const char*, int) { static_cast<State*>(self)->stop(); }

  void stop() {
    refused = true;
    XML_StopParser(parser, XML_FALSE);
  }

  Status parse(std::string_view block, bool last) {
    if (parser == nullptr) return fail(Code::io_failed, "the XML reader cannot be made");
    if (!refused && XML_Parse(parser, block.data(), static_cast<int>(block.size()), last ? 1 : 0) == XML_STATUS_OK)
      return {};
    return fail(Code::bad_input, refused
                                     ? "XMLの書き方が表計算ソフトのものではありません（文書型宣言または深すぎる入れ子）"
                                     : "XMLとして壊れています（" + std::to_string(XML_GetCurrentLineNumber(parser)) +
                                           "行目: " + XML_ErrorString(XML_GetErrorCode(parser)) + "）");
  }

  XmlHandler& handler;
  XML_Parser parser;
  XmlHandler::Attributes attributes;
  int depth = 0;
  bool refused = false;
};

std::string_view attribute(const XmlHandler::Attributes& attributes, std::string_view name) {
  for (const auto& [key, value] : attributes) {
    if (key == name) return value;
  }
  return {};
}

XmlReader::XmlReader(XmlHandler& handler) : state_(std::make_unique<State>(handler)) {
  if (state_->parser == nullptr) return;
  XML_SetUserData(state_->parser, state_.get());
  XML_SetElementHandler(state_->parser, State::on_start, State::on_end);
  XML_SetCharacterDataHandler(state_->parser, State::on_text);
  XML_SetStartDoctypeDeclHandler(state_->parser, State::on_doctype);
}

XmlReader::~XmlReader() = default;

Status XmlReader::feed(std::string_view block) { return state_->parse(block, false); }
Status XmlReader::finish() { return state_->parse({}, true); }

}  // namespace uketsuke
