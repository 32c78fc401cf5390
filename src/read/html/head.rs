//! What a page says of its article: JSON-LD first, then `OpenGraph`, then other metadata, then what is seen.

use super::jsonld::{self, Described};
use super::shown;
use std::collections::{BTreeMap, BTreeSet};

/// Metadata that name the day of publication, the surest first. When a page was changed says nothing of when it was first there.
const PUBLISHED: [&str; 3] = ["article:published_time", "og:article:published_time", "datepublished"];
/// Others that often do, where no date that readers see is called so.
const DATES: [&str; 11] = [
    "sailthru.date",
    "parsely-pub-date",
    "pubdate",
    "publish-date",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "citation_publication_date",
    "date",
];
const TITLES: [&str; 4] = ["og:title", "twitter:title", "dc.title", "citation_title"];
const AUTHORS: [&str; 4] = ["author", "article:author", "dc.creator", "parsely-author"];
const OUTLETS: [&str; 3] = ["og:site_name", "application-name", "dc.publisher"];

/// What was met so far.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Metadata by their lower-case names, the first of each.
    meta: BTreeMap<String, String>,
    articles: Vec<Described>,
    canonical: Option<String>,
    language: Option<String>,
    saved_from: Option<String>,
    title: Option<String>,
    h1: Option<String>,
    capture: Option<(Capture, String)>,
}

/// What the text that comes next is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Capture {
    Title,
    H1,
    JsonLd,
}

/// What a page says of its article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) published: Option<String>,
    /// A date that is likely that of the publication.
    pub(super) date: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// Who wrote it, and whoever else it comes from.
    pub(super) author: Option<String>,
    /// The text as it is given to search engines.
    pub(super) body: Option<String>,
}

impl Head {
    /// An element begins.
    pub(super) fn element(&mut self, name: &[u8], attribute: &dyn Fn(&str) -> Option<String>) {
        let attribute: &dyn Fn(&str) -> Option<String> = &|name| attribute(name).map(|value| shown(&value));
        match name {
            b"html" => {
                let told = || attribute("lang").or_else(|| attribute("xml:lang"));
                self.language = self.language.take().or_else(told);
            }
            b"meta" => self.meta(attribute),
            b"link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical =
                    self.canonical.take().or_else(|| attribute("href").filter(|href| is_address(href)));
            }
            b"br" => self.text(" "),
            b"title" if self.title.is_none() => self.capture = Some((Capture::Title, String::new())),
            b"h1" if self.h1.is_none() => self.capture = Some((Capture::H1, String::new())),
            b"script"
                if attribute("type").is_some_and(|kind| {
                    kind.trim().to_ascii_lowercase().starts_with("application/ld+json")
                }) =>
            {
                self.capture = Some((Capture::JsonLd, String::new()));
            }
            _ => {}
        }
    }

    fn meta(&mut self, attribute: &dyn Fn(&str) -> Option<String>) {
        let name = attribute("property")
            .or_else(|| attribute("name"))
            .or_else(|| attribute("itemprop"))
            .or_else(|| attribute("http-equiv"));
        if let (Some(name), Some(content)) =
            (name, attribute("content").filter(|content| !content.is_empty()))
        {
            self.meta.entry(name.trim().to_ascii_lowercase()).or_insert(content);
        }
    }

    /// Text that stands next.
    pub(super) fn text(&mut self, text: &str) {
        if let Some((_, captured)) = &mut self.capture {
            captured.push_str(text);
        }
    }

    /// Browsers note where a page that they save came from.
    pub(super) fn comment(&mut self, comment: &str) {
        if let Some((_, address)) =
            comment.trim().strip_prefix("saved from url=(").and_then(|rest| rest.split_once(')'))
        {
            self.saved_from =
                self.saved_from.take().or_else(|| Some(shown(address)).filter(|address| is_address(address)));
        }
    }

    /// An element of this name ends.
    pub(super) fn end(&mut self, name: &[u8]) {
        let ends = |capture| match capture {
            Capture::Title => name == b"title",
            Capture::H1 => name == b"h1",
            Capture::JsonLd => name == b"script",
        };
        let Some((capture, text)) = self.capture.take_if(|(capture, _)| ends(*capture)) else { return };
        match capture {
            Capture::Title => self.title = Some(shown(&text)).filter(|title| !title.is_empty()),
            Capture::H1 => self.h1 = Some(shown(&text)).filter(|title| !title.is_empty()),
            Capture::JsonLd => self.articles.extend(jsonld::articles(&text)),
        }
    }

    /// What all this comes to, on a page that has these headings.
    pub(super) fn told(&self, has_heading: &dyn Fn(&str) -> bool) -> Told {
        let url = self
            .canonical
            .clone()
            .or_else(|| self.first(&["og:url"]).filter(|url| is_address(url)))
            .or_else(|| self.saved_from.clone());
        let described = self.described(url.as_deref()).cloned().unwrap_or_default();
        let url = url.or(described.url.filter(|url| is_address(url)));
        let outlet =
            described.outlet.or_else(|| self.first(&OUTLETS)).or_else(|| url.as_deref().and_then(host));
        let title = described.title.or_else(|| self.first(&TITLES)).or_else(|| self.seen_title(has_heading));
        let mut authors = described.authors;
        if authors.is_empty() {
            authors.extend(self.first(&AUTHORS).filter(|author| !is_address(author)));
        }
        let mut known: BTreeSet<String> =
            outlet.iter().chain(&authors).map(|known| known.to_lowercase()).collect();
        authors.extend(described.sources.into_iter().filter(|source| known.insert(source.to_lowercase())));
        Told {
            title: title.map(|title| without_outlet(title, outlet.as_deref())),
            published: described.published.or_else(|| self.first(&PUBLISHED)),
            date: self.first(&DATES),
            language: self
                .language
                .clone()
                .or(described.language)
                .or_else(|| self.first(&["content-language", "og:locale"]))
                .map(|language| language.trim().replace('_', "-")),
            author: Some(authors.join(", ")).filter(|authors| !authors.is_empty()),
            body: described.body,
            outlet,
            url,
        }
    }

    /// The first heading. Where that is the name of the site, it stands behind the title of the page, which is a heading too.
    fn seen_title(&self, has_heading: &dyn Fn(&str) -> bool) -> Option<String> {
        let (Some(h1), Some(title)) = (&self.h1, &self.title) else {
            return self.h1.clone().or_else(|| self.title.clone());
        };
        let own = without_outlet(title.clone(), Some(h1));
        let is_headline = own != *title && own.len() > h1.len() && has_heading(&own);
        Some(if is_headline { own } else { h1.clone() })
    }

    /// The article that the page is about: the one with its address, else the first.
    fn described(&self, url: Option<&str>) -> Option<&Described> {
        let is_it = |article: &&Described| url.is_some() && article.url.as_deref() == url;
        self.articles.iter().find(is_it).or_else(|| self.articles.first())
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.meta.get(*name)).cloned()
    }
}

/// Whether something is an address of the web.
pub(super) fn is_address(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

/// The host of an address, without `www.`.
pub(in crate::read) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    let host = host.trim_start_matches("www.").to_ascii_lowercase();
    (!host.is_empty()).then_some(host)
}

/// A title without the name of the outlet that stands behind it: `Pont fermé | Le Courrier`.
fn without_outlet(title: String, outlet: Option<&str>) -> String {
    let own = [" | ", " - ", " – ", " — ", " · "].iter().find_map(|between| {
        let (own, name) = title.rsplit_once(between)?;
        outlet.is_some_and(|outlet| name.trim().eq_ignore_ascii_case(outlet)).then(|| own.trim().to_owned())
    });
    own.filter(|own| !own.is_empty()).unwrap_or(title)
}
