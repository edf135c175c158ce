// Kanji that are written in several ways in one and the same name (異体字, 旧字体): 髙橋 is found under 高橋, 渡邉
// under 渡辺. Data for fold_name alone: nothing stored or printed changes by it. Any thread. Not listed: what NFKC and
// dropped variation selectors unify already, and what its bearers hold for another name (坂 阪, 川 河, 太 大, 裕 祐).
#pragma once

#include <string_view>

namespace uketsuke {

/// Groups parted by a space; in each the first kanji is the one that the others are folded to.
inline constexpr std::u32string_view kVariantKanji =
    // Names as registers and seals write them.
    U"高髙 崎﨑碕嵜㟢𥔎 浜濱濵滨 辺邊邉 斉斎齋齊斊 吉𠮷 沢澤 済濟 桜櫻 国國圀 島嶋嶌㠀隝嶹 "
    U"広廣 恵惠 槙槇 桑桒 柳栁桺 淵渕渊 竜龍龒 滝瀧 曽曾 富冨 真眞 土圡𡈽 徳德悳 黒黑 "
    U"関關 館舘 鉄鐵銕鐡 実實 寿壽 栄榮 静靜 穂穗 条條 桧檜 会會 円圓 豊豐 沖冲 涼凉 "
    U"峰峯 礼禮 祢禰 弥彌 尚尙 昇曻 晃晄 温溫 瀬瀨 頼賴 鴎鷗 鴬鶯 篭籠 薮藪籔 増增 "
    U"橋槗𣘺 浅淺 柿枾 栃杤 梅楳 松枩枀柗 柏栢 野埜㙒 園薗 蔵藏 熙煕熈凞 彦彥 冴冱 凛凜 "
    U"遥遙 瑶瑤 尭堯 暁曉 晋晉 巌巖 亜亞 為爲 衛衞 塩鹽 奥奧 横橫 応應 岳嶽 覚覺 "
    U"学學斈 楽樂 寛寬 巻卷 気氣 亀龜 帰歸 旧舊 挙擧 峡峽 勲勳勛 薫薰 径徑 渓溪 経經 "
    U"継繼 鶏鷄雞 芸藝 県縣 剣劍劔劒剱 顕顯 権權 厳嚴 効效 鉱鑛砿礦 号號 参參 児兒 舎舍 "
    U"釈釋 収收 従從 渋澁澀 縦縱 処處 緒緖 叙敍敘 将將 乗乘 浄淨 畳疊 嬢孃 譲讓 慎愼 "
    U"図圖 粋粹 随隨 数數 声聲 専專 戦戰 潜潛 繊纖 銭錢 禅禪 双雙 壮壯 争爭 荘莊 巣巢 "
    U"装裝 総總 聡聰 属屬 続續 即卽 体體躰軆 対對 帯帶 台臺坮䑓 択擇 担擔 単單 団團 "
    U"弾彈 断斷 遅遲 昼晝 虫蟲 庁廳 徴徵 聴聽 鎮鎭 点點奌 転轉 伝傳 党黨 当當 稲稻 "
    U"独獨 読讀 届屆 弐貳貮弍 拝拜 売賣 麦麥 発發 髪髮 抜拔 蛮蠻 秘祕 瓶甁 払拂 仏佛 "
    U"並竝 変變 弁辨瓣辯 歩步 宝寶寳珤 翻飜 毎每 万萬 満滿 黙默 訳譯 薬藥 与與 予豫 "
    U"余餘 誉譽 揺搖 様樣 謡謠 来來 乱亂 覧覽 緑綠 塁壘 励勵 霊靈 齢齡 恋戀 錬鍊 炉爐 "
    U"労勞 楼樓 録錄 湾灣 達逹 纏纒 篠筱 曳曵 倶俱 侠俠 呑吞 賎賤 京亰 苺莓 掴摑 噛嚙 "
    U"荊荆 "
    // The same, less often; places, offices and titles.
    U"村邨 杉杦 枡桝 船舩舡 秋穐龝 灯燈 磯礒 姫姬 郎郞 郷鄕鄉 戸戶户 呉吳吴 内內 強强 "
    U"教敎 青靑 清淸 黄黃 間閒 研硏 産產 悦悅 渉涉 歴歷 歳歲 鋭銳 顔顏 鋳鑄 昂昻 尓爾 "
    U"群羣 珍珎 留畄畱 奇竒 皐皋 毘毗 氷冰 恒恆 湧涌 旗籏 欅﨔 蛍螢 観觀 讃讚 賛贊 "
    U"芦蘆 萌萠 蒋蔣 蘇蘓 蓋盖葢 涙泪淚 濤涛 隣鄰 繋繫 穣穰 頴穎 禄祿 竈竃 蓑簑 翠翆 "
    U"縄繩 綿緜 縁緣 粛肅 胆膽 脳腦 艶艷豔 茎莖 蝉蟬 蛎蠣 裏裡 栖棲 迩邇 醤醬 釜釡 "
    U"鈎鉤 鍛鍜 槌鎚 陥陷 隠隱 雑雜襍 頬頰 顛顚 騨驒 駆驅駈 駅驛 験驗 闘鬪 麹麴 麺麵 "
    U"歯齒 啓啟 喜㐂 壱壹 姉姊 寝寢 廉亷 悩惱 悪惡 懐懷 戯戲戱 拡擴 捜搜 挿插 掲揭 "
    U"摂攝 撃擊 晩晚 曹曺 朗朖 杯盃 枢樞 桟棧 検檢 楕橢 概槪槩 欧歐 殴毆 減减 湿濕溼 "
    U"潟泻 焼燒 営營 犠犧 状狀 献獻 猫貓 獣獸 猟獵 画畫 痩瘦 盗盜 砕碎 祷禱 称稱 穏穩 "
    U"窓窻窗 窃竊 笋筍 箪簞 糸絲 絵繪 繍繡 缶罐 虚虛 虎乕 蚕蠶 触觸 証證 説說 践踐 "
    U"軽輕 辞辭 逓遞 醸釀 閲閱 飲飮 餅餠 髄髓 鹸鹼 鼓皷 "
    // The remaining old forms that documents of offices and clinics show.
    U"圧壓 囲圍 医醫 仮假 価價 殻殼 勧勸 歓歡 偽僞 拠據 挟挾 狭狹 区區 欠缺 倹儉 圏圈 "
    U"険險 剤劑 惨慘 残殘 写寫 奨奬獎 剰剩 嘱囑 尽盡 酔醉 税稅 騒騷 臓臟 堕墮 滞滯 "
    U"痴癡 覇霸 廃廢 褒襃 没沒 両兩 隷隸 暦曆 脱脫 既旣 冊册 刃刄 剥剝 亘亙 勅敕 叱𠮟 "
    U"喩喻 嚢囊 填塡 壷壺 娯娛 屏屛 廐厩廏 掻搔 撹攪 晒曬 梼檮 毀毁 瀆涜 焔焰 痒癢 "
    U"皓皜 眉睂 筝箏 臈﨟 莱萊 蝋蠟 蝿蠅 讐讎 躯軀 醗醱 靭靱 頚頸 鯵鰺 丈𠀋 鶴鸖靎靏 "
    U"卯夘 兎兔 回囘囬 吊弔 嘗甞 場塲 多夛 夢梦 婿壻聟 帋紙 年秊 往徃 怪恠 携攜 映暎 "
    U"最冣 望朢 本夲 梁樑 櫟檪 沈沉 況况 決决 準凖 潅灌 略畧 疎疏 稚穉 策筞 罰罸 肇肈 "
    U"舗舖 華蕐 葬塟 薩蕯 蘂蕊 蛇虵 蟹蠏 衆眾 解觧 諌諫 農辳 逃迯 酬酧 雁鴈 韮韭 風凬 "
    U"鳳鳯 ";

}  // namespace uketsuke
