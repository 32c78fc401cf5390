//! What is told of a file when it has been read.

use super::{Layout, Portion, Reading};
use crate::article::Place;
use crate::observe::{Warning, WarningKind};

impl Reading<'_> {
    /// Says what was decoded, and that nothing was found, if so.
    pub(super) fn finish(mut self) -> Portion {
        let path = &*self.source.shown;
        let decoded = self.mended.iter().map(|(encoding, mended)| mended.warning(path, encoding));
        self.portion.warnings.extend(decoded);
        self.note_encodings();
        if self.passed_over > 0 {
            let what = format!(
                "records that are no pages, passed over: {} (requests, metadata, redirections, errors, and content that is no HTML)",
                self.passed_over
            );
            self.portion.warnings.push(Warning::at(WarningKind::Input, Place::file(path), what));
        }
        if self.portion.articles.is_empty() && self.portion.rejected.is_empty() {
            self.tell_of_nothing();
        }
        self.portion.input.articles = self.portion.articles.len() as u64;
        self.portion
    }

    /// Says which columns are there more than once.
    pub(super) fn tell_of_repeated(&mut self, layout: &Layout) {
        let place = Place::line(&*self.source.shown, layout.header_rows as u64);
        let what = |name: &str| format!("more than one column is named {name:?}; the first is read");
        let repeated =
            layout.repeated().map(|name| Warning::at(WarningKind::Input, place.clone(), what(name)));
        self.portion.warnings.extend(repeated);
    }

    /// Notes which encodings the records were in; without any there is nothing to tell.
    fn note_encodings(&mut self) {
        let Some(form) = &mut self.portion.form else { return };
        if form.format.decodes_itself() {
            // What was UTF-16 by its mark has been made UTF-8 on the way.
            let utf16 = !form.encodings.is_empty();
            let names = self.encodings.names().into_iter();
            let others = names.filter(|name| !(utf16 && *name == encoding_rs::UTF_8.name()));
            form.encodings.extend(others.map(str::to_owned));
            return;
        }
        let records = (self.portion.articles.len() + self.portion.rejected.len()) as u64;
        let foreign = || self.mended.iter().filter(|(name, _)| **name != encoding_rs::UTF_8.name());
        let mended: u64 = foreign().map(|(_, mended)| mended.records).sum();
        if form.encodings.is_empty() && records > mended {
            form.encodings.push(encoding_rs::UTF_8.name().to_owned());
        }
        form.encodings.extend(foreign().map(|(name, _)| (*name).to_owned()));
    }

    /// Says that there is nothing in the file. One that is to be an article has lost one; a list may have no entry.
    fn tell_of_nothing(&mut self) {
        let is_empty = self.portion.input.bytes == 0;
        let what = if is_empty { "the file is empty" } else { "there is no article in the file" };
        if self.portion.form.as_ref().is_some_and(|form| form.format.is_one_article()) {
            return self.reject_file(what.to_owned());
        }
        let place = Place::file(&*self.source.shown);
        self.portion.warnings.push(Warning::at(WarningKind::Input, place, what));
    }
}
