//! What an element and the names of its class say of the text inside.

/// What becomes of the text inside an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line of its own, or a cell: it ends what came before.
    Break,
    /// A line break inside a paragraph.
    LineBreak,
    /// A part of the page with an end of its own.
    Region(Role),
    /// A link.
    Link,
    /// No text of the page.
    Skipped,
    /// Part of the line that it stands in.
    Inline,
}

/// What a region is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The body of an article, by its own word.
    Body,
    Article,
    Main,
    /// A part without a meaning of its own.
    Plain,
    /// Navigation, comments, related links and the like.
    Aside,
    /// What is said about the article: at its foot.
    About,
}

/// What an element of this name is.
pub(super) fn kind(name: &[u8]) -> Kind {
    match name {
        b"script" | b"style" | b"noscript" | b"template" | b"svg" | b"math" | b"iframe" | b"object"
        | b"audio" | b"video" | b"canvas" | b"select" | b"button" | b"textarea" | b"datalist" | b"dialog"
        | b"title" | b"figcaption" | b"caption" | b"xmp" | b"noembed" | b"noframes" | b"rp" | b"rt" => {
            Kind::Skipped
        }
        b"nav" | b"aside" | b"footer" | b"form" | b"menu" => Kind::Region(Role::Aside),
        b"article" => Kind::Region(Role::Article),
        b"main" => Kind::Region(Role::Main),
        b"div" | b"section" | b"header" | b"figure" | b"blockquote" | b"ul" | b"ol" | b"dl" | b"table"
        | b"details" | b"body" | b"center" | b"fieldset" => Kind::Region(Role::Plain),
        b"p" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"li" | b"dt" | b"dd" | b"tr" | b"td"
        | b"th" | b"pre" | b"address" | b"hr" | b"hgroup" | b"summary" | b"option" | b"html" | b"head"
        | b"thead" | b"tbody" => Kind::Break,
        b"br" => Kind::LineBreak,
        b"a" => Kind::Link,
        _ => Kind::Inline,
    }
}

/// Whether an element never has an end tag.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Words in the class or id of what is no part of an article (after Readability's list).
const ASIDE: [&str; 47] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "agegate",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "commentaires",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "donate",
    "footer",
    "footnotes",
    "gdpr",
    "kommentare",
    "legende",
    "masthead",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pager",
    "pagination",
    "partage",
    "popup",
    "promo",
    "recommendations",
    "recommended",
    "related",
    "remark",
    "replies",
    "share",
    "sharing",
    "sidebar",
    "social",
    "sponsor",
    "subscribe",
    "taboola",
    "teaser",
    "toolbar",
];
/// Words that say that the others are not meant for all that is inside.
const NOT_ASIDE: [&str; 13] = [
    "and", "article", "body", "column", "content", "has", "main", "no", "page", "post", "story", "text",
    "with",
];

/// Whether the names in a class or id say that this is beside the article.
pub(super) fn is_aside(names: &str) -> bool {
    let mut found = false;
    for word in words(names) {
        if NOT_ASIDE.contains(&&*word) {
            return false;
        }
        found |= ASIDE.contains(&&*word);
    }
    found
}

/// Words beside `meta` that say that a part has it, not that it is it.
const HAS: [&str; 4] = ["and", "has", "no", "with"];

/// Whether the names in a class or id say that this tells about the article who wrote it, and when: `entry-meta`.
pub(super) fn is_about(names: &str) -> bool {
    names.split_whitespace().map(words).any(|words| {
        words.last().is_some_and(|last| last == "meta") && !words.iter().any(|word| HAS.contains(&&**word))
    })
}

/// Words in the class of what says who wrote an article.
const BYLINE: [&str; 9] =
    ["agence", "agency", "auteur", "author", "byline", "credit", "credits", "signature", "source"];
/// Words that say that it is of a picture.
const PICTURE: [&str; 8] = ["caption", "figure", "foto", "image", "media", "photo", "picture", "video"];

/// Whether the names in a class say that an element names who wrote the article.
pub(super) fn is_byline(names: &str) -> bool {
    let words = words(names);
    words.iter().any(|word| BYLINE.contains(&&**word)) && !words.iter().any(|word| PICTURE.contains(&&**word))
}

/// What a date is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateOf {
    Publication,
    Change,
    /// That is not said.
    Something,
}

/// Words in the class or property of the date on which an article was published, and of that of a change to it.
const PUBLISHED: [&str; 4] = ["datepublished", "pubdate", "publish", "published"];
const CHANGED: [&str; 4] = ["datemodified", "modified", "update", "updated"];

/// What the names in a class or property say that a date is of. A date that is of both is of the publication: nothing was changed
/// since.
pub(super) fn date_of(names: &str) -> DateOf {
    let words = words(names);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&&**word));
    match (has(&PUBLISHED), has(&CHANGED)) {
        (true, _) => DateOf::Publication,
        (false, true) => DateOf::Change,
        (false, false) => DateOf::Something,
    }
}

/// Beginnings of words by which readers are told of a change.
const TOLD_CHANGE: [&str; 13] = [
    "actualis",
    "actualiz",
    "aggiorn",
    "aktualis",
    "atualiz",
    "bijgewerkt",
    "geändert",
    "gewijzigd",
    "mis à jour",
    "modifi",
    "oppdatert",
    "updated",
    "uppdaterad",
];

/// Whether the words in front of a date say that it is of a change.
pub(super) fn tells_of_change(label: &str) -> bool {
    let label = label.to_lowercase();
    let begins_word = |at: usize| !label[..at].ends_with(char::is_alphabetic);
    TOLD_CHANGE.iter().any(|told| label.match_indices(told).any(|(at, _)| begins_word(at)))
}

/// The words that names are made of: `relatedLinks share-bar` are `related`, `links`, `share` and `bar`.
fn words(names: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for letter in names.chars().take(1_000) {
        if !letter.is_alphanumeric() || letter.is_uppercase() && was_small {
            words.push(String::new());
        }
        was_small = letter.is_lowercase();
        if letter.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(letter.to_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_classes_tell_who_wrote_it_and_when() {
        assert!(
            is_about("entry-meta")
                && is_about("postMeta")
                && !is_about("article has-meta")
                && !is_about("post-content meta-bottom")
                && !is_about("metal")
        );
        assert!(is_byline("article__author") && !is_byline("image-credit") && !is_byline("authority"));
        let of = [
            "entry-date published",
            "datePublished",
            "updated",
            "dateModified",
            "published updated",
            "entry-date",
        ];
        let expected = [
            DateOf::Publication,
            DateOf::Publication,
            DateOf::Change,
            DateOf::Change,
            DateOf::Publication,
            DateOf::Something,
        ];
        assert_eq!(of.map(date_of), expected);
        assert!(
            tells_of_change("Mis à jour le ")
                && tells_of_change("Last Updated: ")
                && !tells_of_change("unmodified")
        );
    }

    #[test]
    fn names_of_classes_tell_what_is_beside_an_article() {
        for aside in ["related-links", "shareBar", "comments", "col-4 sidebar", "ArticleShare share"] {
            assert_eq!(is_aside(aside), !aside.contains("Article"), "{aside}");
        }
        for own in ["article-body", "has-sidebar", "page-with-comments", "adventure", "commentator", ""] {
            assert!(!is_aside(own), "{own}");
        }
    }
}
