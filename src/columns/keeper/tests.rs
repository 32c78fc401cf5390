//! The same columns, wherever they are.

use super::super::{CHUNK, Chunk};
use super::*;
use crate::article::Locator;
use std::sync::Mutex;

const BANDS: usize = 2;

/// A spill in memory.
#[derive(Debug, Default)]
struct Shelf(Mutex<Vec<u8>>);

impl Spill for Shelf {
    fn put(&self, bytes: &[u8]) -> io::Result<u64> {
        let mut all = self.0.lock().unwrap();
        all.extend(bytes);
        Ok((all.len() - bytes.len()) as u64)
    }

    fn get(&self, at: u64, bytes: &mut [u8]) {
        let all = self.0.lock().unwrap();
        bytes.copy_from_slice(&all[at as usize..][..bytes.len()]);
    }
}

/// A disk that is full.
#[derive(Debug)]
struct Full;

impl Spill for Full {
    fn put(&self, _: &[u8]) -> io::Result<u64> {
        Err(io::ErrorKind::StorageFull.into())
    }

    fn get(&self, _: u64, _: &mut [u8]) {}
}

/// Makes each article as many words as its number's last digit, and half as many shingles.
struct Numbers;

fn number(article: &Article) -> u32 {
    article.id.parse().unwrap()
}

fn key(article: u32, band: usize) -> u32 {
    article * 10 + band as u32
}

impl MakeColumns for Numbers {
    fn columns_of(&self, articles: &mut dyn Iterator<Item = &Article>) -> Chunk {
        let (mut chunk, numbers) = (Chunk::default(), articles.map(number).collect::<Vec<u32>>());
        for &number in &numbers {
            chunk.words.extend((0..number % 10).map(|word| number * 10 + word));
            chunk.stems.extend((0..number % 10).map(|word| number * 10 + word + 1));
            let kinds = [Particular::Figure, Particular::Wording, Particular::Name].into_iter().cycle();
            chunk.particulars.extend(kinds.take(number as usize % 10));
            chunk.sentences.extend((0..number % 4).map(|sentence| number + sentence));
            chunk.title_stems.extend((0..number % 3).map(|word| number * 10 + word));
            chunk.shingles.extend((0..number % 10 / 2).map(|shingle| u64::from(number * 10 + shingle)));
            chunk.close_article(u128::from(number), number as usize % 10);
        }
        let of_band = |band| numbers.iter().map(move |&number| key(number, band));
        chunk.band_keys = (0..BANDS).flat_map(of_band).collect();
        chunk
    }

    fn needs_texts(&self) -> bool {
        true
    }
}

fn article(number: u32) -> Article {
    Article {
        id: number.to_string(),
        outlet: None,
        published: None,
        title: None,
        url: None,
        language: None,
        text: "é".repeat(number as usize % 5),
        locator: Locator { input: 0, offset: 0, length: 0, line: 1 },
    }
}

/// So many articles, kept in chunks of which the first is short.
fn kept(articles: u32, keeper: &Keeper<'_>) -> KeptColumns {
    let articles: Vec<Article> = (0..articles).map(article).collect();
    let all: Vec<&Article> = articles.iter().collect();
    let (start, rest) = all.split_at(all.len().min(3));
    let chunks = [start].into_iter().chain(rest.chunks(CHUNK)).map(|chunk| keeper.keep(chunk).unwrap());
    keeper.columns(chunks.collect())
}

/// Keepers with all the memory, with some, with none, and with all of it and a spill that lasts.
fn keepers() -> Vec<Keeper<'static>> {
    let within = |bytes, lasts| Keeper::within(&Numbers, Room::new(bytes, Arc::<Shelf>::default(), lasts));
    vec![Keeper::in_memory(&Numbers), within(100_000, false), within(0, false), within(u64::MAX, true)]
}

#[test]
fn every_article_has_its_own_rows_wherever_they_are() {
    for keeper in keepers() {
        for articles in [1, CHUNK - 1, CHUNK + 3, 3 * CHUNK] {
            let columns = kept(articles as u32, &keeper);
            assert_eq!((columns.len(), columns.is_empty()), (articles, false));
            for number in 0..articles as u32 {
                assert_rows(&columns, number);
            }
            for band in 0..BANDS {
                let keys: Vec<u32> = (0..articles as u32).map(|number| key(number, band)).collect();
                assert_eq!(columns.band_keys(band), keys);
            }
            assert!(columns.band_keys(BANDS).is_empty());
        }
    }
}

fn assert_rows(columns: &KeptColumns, number: u32) {
    let (id, words) = (ArticleId(number), number as usize % 10);
    let expected = Numbers.columns_of(&mut [article(number)].iter());
    assert_eq!((&*columns.words(id), columns.word_count(id)), (&*expected.words, words));
    assert_eq!(*columns.stems(id), expected.stems);
    assert_eq!(*columns.particulars(id), expected.particulars);
    assert_eq!(*columns.sentences(id), expected.sentences);
    assert_eq!(*columns.title_stems(id), expected.title_stems);
    assert_eq!((&*columns.shingles(id), columns.shingle_count(id)), (&*expected.shingles, words / 2));
    assert_eq!((columns.text(id), columns.identity(id)), (article(number).text.into(), number.into()));
}

#[test]
fn what_there_is_room_for_stays_in_memory() {
    let in_memory = |keeper: &Keeper<'_>| {
        let columns = kept(3 * CHUNK as u32, keeper);
        columns.chunks.iter().filter(|kept| kept.is_held()).count()
    };
    let held: Vec<usize> = keepers().iter().map(in_memory).collect();
    assert_eq!((held[0], held[2], held[3]), (4, 0, 4));
    assert!((1..4).contains(&held[1]), "{held:?}");
}

#[test]
fn what_must_be_held_without_room_is_counted() {
    let short = |bytes| {
        let keeper = Keeper::within(&Numbers, Room::new(bytes, Arc::<Shelf>::default(), false));
        kept(100, &keeper);
        keeper.short()
    };
    assert_eq!((short(u64::MAX), short(0) > 100 * size_of::<Article>() as u64), (0, true));
}

#[test]
fn a_block_that_changed_in_the_spill_is_found_out() {
    let shelf = Arc::<Shelf>::default();
    let keeper = Keeper::within(&Numbers, Room::new(0, shelf.clone(), false));
    let columns = kept(CHUNK as u32, &keeper);
    let whole = || columns.chunks.iter().filter(|kept| kept.is_whole(&*shelf)).count();
    assert_eq!(whole(), 2);
    *shelf.0.lock().unwrap().last_mut().unwrap() ^= 1;
    assert_eq!(whole(), 1);
}

#[test]
fn a_disk_that_is_full_is_told() {
    let keeper = Keeper::within(&Numbers, Room::new(0, Arc::new(Full), false));
    let fault = keeper.keep(&[&article(7)]).unwrap_err();
    assert_eq!(fault.kind(), io::ErrorKind::StorageFull);
}

#[test]
fn an_article_without_words_has_empty_rows() {
    for keeper in keepers() {
        let columns = kept(11, &keeper);
        let empty = ArticleId(0);
        assert!(columns.words(empty).is_empty() && columns.shingles(empty).is_empty());
        assert!(columns.sentences(empty).is_empty() && columns.text(empty).is_empty());
    }
}

#[test]
fn no_articles_are_no_columns() {
    assert!(InMemory::default().columns(Vec::new()).is_empty());
}

#[test]
fn columns_leave_room_for_what_has_to_be_held_of_later_articles() {
    let long = Article { text: "x".repeat(1_000), ..article(0) };
    let described = description_bytes(&long);
    // Descriptions of all take a quarter of the room; columns and texts would take more than all of it.
    let articles = 4_000;
    let room = Room::new(described * articles * 4, Arc::<Shelf>::default(), false);
    let keeper = Keeper::within(&Numbers, room);
    for _ in 0..articles / 100 {
        let _ = keeper.keep(&[&long; 100]).unwrap();
    }
    assert_eq!(keeper.short(), 0);
    assert!(keeper.left() < described * articles * 4 / 3);
    let short = Keeper::within(&Numbers, Room::new(described * 10, Arc::<Shelf>::default(), false));
    let _ = short.keep(&[&long; 25]).unwrap();
    assert_eq!(short.short(), described * 15);
}
