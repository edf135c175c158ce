// Which of the sources that were taken before go on in a file: a form's answers are downloaded under another file name
// each time, and a row is known again by its own id all the same. Any thread.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "common/roster.h"
#include "db/import_plan.h"

namespace uketsuke {

/// The ids of a source's rows -> places in ImportFacts::people.
using IdsOfSource = std::map<std::string, std::vector<std::size_t>>;

/// True where of the ids that both have at least half mean somebody who agrees: the same name, the same e-mail, or the
/// same facility and a name that has something in common. Two lists that merely count from 1 each do not.
bool is_same_series(const IdsOfSource& earlier, const std::vector<RosterPerson>& people, const Forms& applications);

}  // namespace uketsuke
