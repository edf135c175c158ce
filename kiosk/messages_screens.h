// Which screens staff have; part of messages.h, which includes it.
#pragma once

namespace uketsuke {

/// office: the menu of what is done before the event; application: 申込の入力; pending: 申込の確認; received: 申込状況;
/// mail: メール本文を貼り付けて取り込む; settings: 画面と音; import_file: 名簿の取り込み; drafts: 保留の申込;
/// groups: グループ分け; papers: 書類の出力; doors: 受付口, all that share the event
enum class StaffScreen {
  search,
  facility,
  person,
  walk_in,
  substitute,
  roster,
  counts,
  doors,
  exports,
  office,
  application,
  pending,
  received,
  mail,
  settings,
  import_file,
  drafts,
  groups,
  papers
};

}  // namespace uketsuke
