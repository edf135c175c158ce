// A number counts where it says "the second person" (2人目), follows a word for a person (参加者2) or ends the title
// (氏名2). One in front (②氏名) may be the question's: it counts only where the same words stand behind another one.
#include "kiosk/intake/person_titles.h"

#include <algorithm>
#include <set>

namespace uketsuke {
namespace {

/// A number within a folded title, and the bytes around it that belong to it.
struct NumberPlace {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t value = 0;
};

struct NumberedTitle {
  std::size_t person = 0;  ///< 0: none
  bool companion = false;  ///< the first companion is the second person
  bool in_front = false;
  std::string words;        ///< without the number
  std::string short_words;  ///< without the word for a person before it as well; empty without such a word
};

constexpr std::string_view kCounters[] = {"人目", "名目", "人め", "番目"};
constexpr std::string_view kCompanions[] = {"同伴者", "同行者", "同席者"};
constexpr std::string_view kPeople[] = {"参加希望者", "参加予定者", "参加申込者",  "参加者",   "受講希望者", "受講者",
                                        "出席者",     "申込者",     "participant", "attendee", "お名前",     "名前",
                                        "氏名",       "同伴者",     "同行者",      "同席者"};
/// 参加者20名 counts people; 参加者1名前 does not.
constexpr std::string_view kUnits[] = {"名", "人", "回", "年", "月", "日", "時", "期", "部", "階"};

bool begins(std::string_view text, std::string_view word) { return text.substr(0, word.size()) == word; }
bool ends(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && text.substr(text.size() - word.size()) == word;
}

/// The first of the words that `fits`; empty if none does.
template <std::size_t N, class Fits>
std::string_view find_word(const std::string_view (&words)[N], Fits fits) {
  const auto* found = std::find_if(std::begin(words), std::end(words), fits);
  return found == std::end(words) ? std::string_view() : *found;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<NumberPlace> find_numbers(std::string_view title) {
  std::vector<NumberPlace> numbers;
  for (std::size_t at = 0; at < title.size();) {
    if (!is_digit(title[at])) {
      ++at;
      continue;
    }
    NumberPlace number{at, at, 0};
    for (; number.end < title.size() && is_digit(title[number.end]); ++number.end) {
      number.value = std::min<std::size_t>(1000, number.value * 10 + static_cast<std::size_t>(title[number.end] - '0'));
    }
    at = number.end;
    if (number.value > 0 && number.value < 100) numbers.push_back(number);
  }
  return numbers;
}

/// 2人目, 二人目, with お before it.
std::optional<NumberPlace> find_counted(std::string_view title) {
  static constexpr std::string_view kKanji[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  std::vector<NumberPlace> numbers = find_numbers(title);
  for (std::size_t i = 0; i < std::size(kKanji); ++i) {
    const std::size_t at = title.find(kKanji[i]);
    if (at != std::string_view::npos) numbers.push_back({at, at + kKanji[i].size(), i + 1});
  }
  for (NumberPlace number : numbers) {
    const std::string_view behind = title.substr(number.end);
    const std::string_view counter = find_word(kCounters, [&](std::string_view word) { return begins(behind, word); });
    if (counter.empty()) continue;
    number.end += counter.size();
    if (ends(title.substr(0, number.begin), "お")) number.begin -= std::string_view("お").size();
    return number;
  }
  return std::nullopt;
}

std::string_view without_marks_behind(std::string_view text) {
  static constexpr std::string_view kMarks[] = {"-",  "_",  ".",  ":",    "#",  "(",  "[", "・", "/",
                                                "【", "〔", "no", "その", "の", "、", ",", ">"};
  for (bool again = true; again && !text.empty();) {
    const std::string_view mark = find_word(kMarks, [&](std::string_view word) { return ends(text, word); });
    again = !mark.empty();
    text.remove_suffix(mark.size());
  }
  return text;
}

std::string_view person_word_before(std::string_view title, const NumberPlace& number) {
  const std::string_view before = without_marks_behind(title.substr(0, number.begin));
  return find_word(kPeople, [&](std::string_view word) { return ends(before, word); });
}

/// What is left around a number that is taken out, without empty brackets and marks at its ends.
std::string cut_out(std::string_view title, std::size_t begin, std::size_t end) {
  std::string text = std::string(title.substr(0, begin)) + std::string(title.substr(end));
  for (const std::string_view pair : {"()", "[]", "【】", "〔〕", "<>", "〈〉", "《》"}) {
    if (const std::size_t at = text.find(pair); at != std::string::npos) text.erase(at, pair.size());
  }
  std::string_view rest = without_marks_behind(text);
  static constexpr std::string_view kMarks[] = {"-", "_",  ".",  ":",  "#",  ")", "]", "・",
                                                "/", "】", "〕", "の", "、", ",", ">"};
  for (bool again = true; again && !rest.empty();) {
    const std::string_view mark = find_word(kMarks, [&](std::string_view word) { return begins(rest, word); });
    again = !mark.empty();
    rest.remove_prefix(mark.size());
  }
  return std::string(rest);
}

/// （職種） -> 職種
std::string unwrapped(std::string text) {
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') return text.substr(1, text.size() - 2);
  return text;
}

NumberedTitle take_number_out(std::string_view title, const NumberPlace& number) {
  NumberedTitle made;
  made.person = number.value;
  made.words = cut_out(title, number.begin, number.end);
  const std::string_view word = person_word_before(title, number);
  if (word.empty()) return made;
  made.companion = find_word(kCompanions, [&](std::string_view one) { return one == word; }) == word;
  const std::size_t before = without_marks_behind(title.substr(0, number.begin)).size();
  made.short_words = unwrapped(cut_out(title, before - word.size(), number.end));
  return made;
}

bool ends_the_words(std::string_view title, const NumberPlace& number) {
  const std::string_view behind = title.substr(number.end);
  const bool bracketed = behind == ")" || behind == "]" || behind == "】" || behind == "〕";
  return behind.empty() || bracketed || behind.front() == '(';
}

NumberedTitle read_number(std::string_view title) {
  if (const auto counted = find_counted(title)) return take_number_out(title, *counted);
  const std::vector<NumberPlace> numbers = find_numbers(title);
  for (const NumberPlace& number : numbers) {
    const std::string_view behind = title.substr(number.end);
    const bool unit = !begins(behind, "名前") &&
                      !find_word(kUnits, [&](std::string_view word) { return begins(behind, word); }).empty();
    const bool after_person = !unit && !person_word_before(title, number).empty();
    if (after_person || (number.begin > 0 && ends_the_words(title, number))) return take_number_out(title, number);
  }
  const bool in_front = !numbers.empty() && without_marks_behind(title.substr(0, numbers.front().begin)).empty();
  if (!in_front) return {};
  NumberedTitle made = take_number_out(title, numbers.front());
  made.in_front = true;
  return made;
}

/// The surer of both ways to read it; 氏名（ふりがな） is a name.
std::optional<TitleFit> fit_words(const NumberedTitle& title) {
  const auto fit = fit_title(title.words);
  if (title.short_words.empty() || (fit && fit->with_furigana)) return fit;
  const auto without_person = fit_title(title.short_words);
  return without_person && (!fit || without_person->rank >= fit->rank) ? without_person : fit;
}

bool names_somebody(const std::optional<TitleFit>& fit) {
  return fit && (fit->field == RosterField::name || fit->field == RosterField::family_name);
}

/// Whose name it is: somebody's, read with the name or beside it.
bool goes_with_the_name(RosterField field) {
  return field == RosterField::name || field == RosterField::furigana || field == RosterField::family_name ||
         field == RosterField::given_name || field == RosterField::family_kana || field == RosterField::given_kana;
}

/// Not everybody's where somebody has one of their own.
bool is_each_ones(RosterField field) { return field == RosterField::profession || field == RosterField::role; }

/// 事業所 and how it is reached: everybody's where it has no number.
bool is_everybodys(RosterField field) {
  return field == RosterField::facility || field == RosterField::email || field == RosterField::phone;
}

class TitleReader {
 public:
  TitleReader(const std::vector<std::string>& titles, const std::vector<bool>& taken) : titles_(titles), taken_(taken) {
    for (std::size_t i = 0; i < titles.size(); ++i) {
      numbered_.push_back(taken[i] ? NumberedTitle() : read_number(fold_title_marks(titles[i])));
    }
    drop_lone_fronts();
  }

  std::vector<PersonTitle> read() {
    std::vector<PersonTitle> read;
    for (std::size_t i = 0; i < titles_.size(); ++i) read.push_back(read_title(i));
    const bool plain_name = std::any_of(read.begin(), read.end(), [](const PersonTitle& title) {
      return title.person == 0 && names_somebody(title.fit);
    });
    for (std::size_t i = 0; i < read.size(); ++i) {
      if (plain_name && numbered_[i].companion) ++read[i].person;
    }
    std::set<std::size_t> named;
    for (const PersonTitle& title : read) {
      if (title.person > 0 && names_somebody(title.fit)) named.insert(title.person);
    }
    const bool first_has_number = named.count(1) > 0;
    if (plain_name) named.insert(1);
    if (named.count(1) == 0 || named.size() < 2) return find_plain_titles(titles_, taken_);
    settle_plain_titles(read, first_has_number);
    return read;
  }

 private:
  [[nodiscard]] PersonTitle read_title(std::size_t i) const {
    if (taken_[i]) return {};
    const NumberedTitle& title = numbered_[i];
    if (title.person == 0) return {0, fit_title(titles_[i])};
    const auto fit = fit_words(title);
    return {fit && is_of_a_person(fit->field) ? title.person : 0, fit ? fit : fit_title(titles_[i])};
  }

  void drop_lone_fronts() {
    for (NumberedTitle& title : numbered_) {
      const bool again = std::any_of(numbered_.begin(), numbered_.end(), [&](const NumberedTitle& other) {
        return other.in_front && other.person != title.person && other.words == title.words;
      });
      if (title.in_front && !again) title.person = 0;
    }
  }

  /// Titles without a number beside people who have one: the first person's, the row's, or nobody's; 申込者 is
  /// who sent the form.
  void settle_plain_titles(std::vector<PersonTitle>& read, bool first_has_number) const {
    std::set<RosterField> own;
    for (const PersonTitle& title : read) {
      if (title.person > 0) own.insert(title.fit->field);
    }
    for (std::size_t i = 0; i < read.size(); ++i) {
      PersonTitle& title = read[i];
      if (title.person > 0 || !title.fit || !is_of_a_person(title.fit->field)) continue;
      const RosterField field = title.fit->field;
      const bool of_one = goes_with_the_name(field) || (own.count(field) > 0 && is_each_ones(field));
      if (!of_one) continue;
      if (!first_has_number) {
        title.person = 1;
      } else if (!names_somebody(title.fit)) {
        title.fit.reset();
      } else if (titles_[i].find("申込者") != std::string::npos) {
        title.fit = TitleFit{RosterField::contact_person, 3, false};
      }
    }
  }

  const std::vector<std::string>& titles_;
  const std::vector<bool>& taken_;
  std::vector<NumberedTitle> numbered_;
};

}  // namespace

bool is_of_a_person(RosterField field) {
  switch (field) {
    case RosterField::name:
    case RosterField::furigana:
    case RosterField::family_name:
    case RosterField::given_name:
    case RosterField::family_kana:
    case RosterField::given_kana:
    case RosterField::facility:
    case RosterField::profession:
    case RosterField::email:
    case RosterField::phone:
    case RosterField::role:
    case RosterField::note:
    case RosterField::question:
    case RosterField::question_professions:
      return true;
    case RosterField::received:
    case RosterField::id:
    case RosterField::channel:
    case RosterField::notice:
    case RosterField::facility_email:
    case RosterField::facility_phone:
    case RosterField::contact_person:
    case RosterField::facility_kind:
    case RosterField::postmark:
      return false;
  }
  return false;
}

std::optional<TitleFit> fit_numbered_title(std::string_view title) {
  const NumberedTitle numbered = read_number(fold_title_marks(title));
  const auto fit = numbered.person > 0 && !numbered.in_front ? fit_words(numbered) : std::nullopt;
  return fit && is_of_a_person(fit->field) ? fit : fit_title(title);
}

std::vector<PersonTitle> find_plain_titles(const std::vector<std::string>& titles, const std::vector<bool>& taken) {
  std::vector<PersonTitle> found(titles.size());
  for (std::size_t i = 0; i < titles.size(); ++i) {
    if (!taken[i]) found[i].fit = fit_title(titles[i]);
  }
  return found;
}

std::vector<PersonTitle> find_shared_titles(const std::vector<std::string>& titles, const std::vector<bool>& taken) {
  std::vector<PersonTitle> found = find_plain_titles(titles, taken);
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const bool numbered = read_number(fold_title_marks(titles[i])).person > 0;
    std::optional<TitleFit>& fit = found[i].fit;
    if (fit && is_of_a_person(fit->field) && (numbered || !is_everybodys(fit->field))) fit.reset();
  }
  return found;
}

std::vector<PersonTitle> find_person_titles(const std::vector<std::string>& titles, const std::vector<bool>& taken) {
  return TitleReader(titles, taken).read();
}

}  // namespace uketsuke
