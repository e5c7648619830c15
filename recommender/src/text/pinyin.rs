//! How is a Chinese word typed in pinyin?

use pinyin::ToPinyinMulti;
use serde::{Deserialize, Serialize};

/// Longest word that has readings, in characters.
pub(super) const LONGEST: usize = 8;
/// Readings of one character that are tried, the commonest first: the further ones are of old books.
const OF_ONE: usize = 3;
/// Characters that are read in several ways in the words of today. The others have further readings in old books
/// alone: 前 is no jian.
const POLYPHONES: &str = "\
    重长行调乐都率会差传藏朝单弹角觉没强塞省盛宿校着曾解查降模便泊薄称乘卡壳落脉炮奇圈识属提尾削血炸绿露弄秘否稽厦还\
    参仇畜伺恶给谷陆蔓埋牟粘区杉熟似拓吓纤蔚尉扎轧翟爪著琢仔贾茄盖阿柏堡蚌铅莘涡什";
/// Most readings of one word.
const OF_WORD: usize = 8;

/// One way to type a word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reading {
    /// Every syllable without its tone: `zhinengti`; ü is `v`.
    pub full: String,
    /// The first letter of every syllable: `znt`.
    pub initials: String,
}

/// The ways to type a normalised word of two to eight characters, the commonest readings first. Characters of
/// several readings give all common combinations (重庆: zhongqing and chongqing). Letters and digits beside
/// Chinese ones stand for themselves. Empty for a word without a Chinese character, or with one that has no
/// reading.
pub(super) fn readings(word: &str) -> Vec<Reading> {
    let length = word.chars().count();
    if !(2..=LONGEST).contains(&length) || word.is_ascii() {
        return Vec::new();
    }
    let mut all = vec![Reading {
        full: String::new(),
        initials: String::new(),
    }];
    for c in word.chars() {
        let syllables = match c {
            'a'..='z' | '0'..='9' => vec![c.to_string()],
            _ => syllables(c),
        };
        if syllables.is_empty() {
            return Vec::new();
        }
        let mut next = Vec::with_capacity(all.len() * syllables.len());
        // The first reading of every character before the second of any.
        for syllable in &syllables {
            for before in &all {
                if next.len() < OF_WORD {
                    let initial = syllable.chars().next().unwrap_or_default();
                    next.push(Reading {
                        full: format!("{}{syllable}", before.full),
                        initials: format!("{}{initial}", before.initials),
                    });
                }
            }
        }
        all = next;
    }
    all
}

/// The syllables of one character, each once, without tones.
fn syllables(c: char) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let most = if POLYPHONES.contains(c) { OF_ONE } else { 1 };
    for reading in c.to_pinyin_multi().into_iter().flatten().take(most) {
        let syllable = reading.plain().replace('ü', "v");
        if !found.contains(&syllable) {
            found.push(syllable);
        }
    }
    found
}
