//! Generated articles for benches and oracles: words as unequal as in a newspaper, and what was planted among them.
//!
//! Everything is made of whole numbers from a seed, so that it is the same on every machine.
#![allow(dead_code, reason = "no bench and no test uses all of it")]

use wirecopy::article::{Article, Batch, Locator};

/// Random numbers from a seed (`SplitMix64`: Steele, Lea, Flood, OOPSLA 2014).
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `bound - 1`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

/// A vocabulary in which the second word occurs half as often as the first, the third a third as often (Zipf 1949).
#[derive(Debug)]
pub(crate) struct Vocabulary {
    sums: Vec<u64>,
}

impl Vocabulary {
    pub(crate) fn new(words: usize) -> Self {
        let frequency = |rank: usize| 1_000_000_000 / (rank as u64 + 1);
        let sums = (0..words).scan(0, |sum, rank| {
            *sum += frequency(rank);
            Some(*sum)
        });
        Self { sums: sums.collect() }
    }

    pub(crate) fn draw(&self, random: &mut Random) -> String {
        let all = self.sums[self.sums.len() - 1];
        let at = random.next() % all;
        word(self.sums.partition_point(|&sum| sum <= at))
    }

    pub(crate) fn draw_many(&self, words: usize, random: &mut Random) -> Vec<String> {
        (0..words).map(|_| self.draw(random)).collect()
    }
}

/// The word of a rank: one to three syllables, so that no two words have one stem.
pub(crate) fn word(rank: usize) -> String {
    const SYLLABLES: usize = 80;
    let syllable = |number: usize| {
        let (consonant, vowel) = (number / 5, number % 5);
        ["bcdfghjklmnprstv".as_bytes()[consonant] as char, b"aeiou"[vowel] as char]
    };
    let (mut rest, mut letters) = (rank, Vec::new());
    loop {
        letters.extend(syllable(rest % SYLLABLES));
        match (rest / SYLLABLES).checked_sub(1) {
            Some(higher) => rest = higher,
            None => return letters.into_iter().collect(),
        }
    }
}

/// Prose of so many words that has the letters, the marks and the lengths of words of a language, not its meaning: a
/// sentence as a newspaper writes it, over and over, its words in an order that is drawn each time.
pub(crate) fn in_language(language: &str, words: usize, random: &mut Random) -> String {
    let (sample, between, stop) = match language {
        "french" => (
            "Le|président|de|la|République|a|déclaré|lundi|à|Genève|que|les|négociations|entre|l’|Union|européenne|et|\
             Téhéran|s’|étaient|achevées|sans|résultat|«|après|plusieurs|semaines|d’|efforts|»|malgré|où|cœur",
            " ",
            ". ",
        ),
        "english" => (
            "The|prime|minister|said|on|Monday|that|negotiations|with|the|European|Union|would|continue|until|an|\
             agreement|was|reached|and|“|no|further|delay|”|could|be|accepted|by|either|of|both|sides",
            " ",
            ". ",
        ),
        "russian" => (
            "Президент|заявил|в|понедельник|что|переговоры|между|странами|Европейского|союза|и|Тегераном|завершились|\
             без|результата|«|после|нескольких|недель|усилий|»|несмотря|на|ещё|одну|встречу",
            " ",
            ". ",
        ),
        "chinese" => (
            "总|统|周|一|在|日|内|瓦|表|示|欧|盟|与|伊|朗|之|间|的|谈|判|没|有|取|得|成|果|2026|年",
            "",
            "，",
        ),
        other => panic!("no sample of {other}"),
    };
    let sample: Vec<&str> = sample.split('|').map(str::trim).collect();
    let mut text = String::new();
    let (mut drawn, mut in_figure) = (0, false);
    while drawn < words {
        let word = sample[random.below(sample.len())];
        let figure = word.starts_with(|c: char| c.is_ascii_digit());
        if figure && in_figure {
            continue;
        }
        in_figure = figure && between.is_empty();
        let is_mark = ["«", "»", "“", "”"].contains(&word);
        drawn += usize::from(!is_mark);
        text += word;
        if !word.ends_with('’') {
            text += if drawn % 17 == 0 && !is_mark { stop } else { between };
        }
    }
    text
}

/// Words as prose: sentences of eleven words, paragraphs of four sentences.
pub(crate) fn prose(words: &[String]) -> String {
    let sentence = |words: &[String]| {
        let text = words.join(" ");
        text[..1].to_uppercase() + &text[1..] + "."
    };
    let paragraph = |words: &[String]| words.chunks(11).map(sentence).collect::<Vec<_>>().join(" ");
    words.chunks(44).map(paragraph).collect::<Vec<_>>().join("\n\n")
}

/// An article of which nothing but its text is known.
pub(crate) fn article(id: impl Into<String>, text: impl Into<String>) -> Article {
    let text = text.into();
    Article {
        id: id.into(),
        outlet: None,
        published: None,
        title: None,
        url: None,
        language: None,
        locator: Locator { input: 0, offset: 0, length: text.len() as u64, line: 1 },
        text,
    }
}

pub(crate) fn batch(articles: Vec<Article>) -> Batch {
    Batch::new(articles, Vec::new()).expect("few articles")
}

/// Articles and what was planted in them.
#[derive(Debug)]
pub(crate) struct Press {
    pub(crate) articles: Vec<Article>,
    /// Words of all articles.
    pub(crate) words: usize,
    /// Pairs of which the later is the earlier with one word in thirty replaced.
    pub(crate) near_duplicates: usize,
    /// Pairs of which the later has forty words of the earlier in a row.
    pub(crate) quotations: usize,
}

/// Words of a planted quotation.
pub(crate) const QUOTED: usize = 40;
/// Words of an article.
pub(crate) const WORDS: usize = 200;

/// So many independent articles, and behind them copies of every tenth, and for every tenth an article that quotes it.
pub(crate) fn press(independent: usize, seed: u64) -> Press {
    let vocabulary = Vocabulary::new(50_000);
    let mut random = Random::new(seed);
    let mut texts: Vec<Vec<String>> =
        (0..independent).map(|_| vocabulary.draw_many(WORDS, &mut random)).collect();
    let (mut near_duplicates, mut quotations) = (0, 0);
    for original in 0..independent {
        let mut text = match original % 10 {
            0 => {
                near_duplicates += 1;
                texts[original].clone()
            }
            5 => {
                quotations += 1;
                let mut text = vocabulary.draw_many(WORDS, &mut random);
                let (from, to) = (random.below(WORDS - QUOTED), random.below(WORDS - QUOTED));
                text[to..to + QUOTED].clone_from_slice(&texts[original][from..from + QUOTED]);
                text
            }
            _ => continue,
        };
        if original % 10 == 0 {
            text.iter_mut().skip(17).step_by(30).for_each(|word| *word = vocabulary.draw(&mut random));
        }
        texts.push(text);
    }
    let words = texts.iter().map(Vec::len).sum();
    let articles = texts.iter().enumerate().map(|(at, text)| article(format!("a{at}"), prose(text)));
    Press { articles: articles.collect(), words, near_duplicates, quotations }
}
