//! How cells look.

use super::super::table::Kind;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The formats of a workbook.
pub(super) struct Style {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) header: Format,
    /// Ids over the columns of a matrix, which are narrow.
    pub(super) upright: Format,
    pub(super) plain: Format,
    pub(super) wrapped: Format,
    /// Text to the right of a number.
    pub(super) beside: Format,
    name: Format,
    text: Format,
    excerpt: Format,
    count: Format,
    ordinal: Format,
    share: Format,
    pub(super) heat: Format,
}

impl Style {
    pub(super) fn new() -> Self {
        let base = || Format::new().set_align(FormatAlign::Top);
        // Numbers stand to the right, so a text beside one keeps its distance.
        let text = || base().set_num_format("@").set_align(FormatAlign::Left).set_indent(1);
        let header = || {
            Format::new()
                .set_bold()
                .set_background_color(Color::RGB(0x00E7_ECF2))
                .set_border_bottom(FormatBorder::Thin)
        };
        Self {
            title: base().set_bold().set_font_size(15),
            heading: base().set_bold().set_border_bottom(FormatBorder::Thin),
            header: header().set_align(FormatAlign::Top),
            upright: header().set_rotation(90).set_align(FormatAlign::Bottom).set_num_format("@"),
            plain: base(),
            wrapped: base().set_text_wrap(),
            beside: base().set_text_wrap().set_align(FormatAlign::Left).set_indent(1),
            // `@` keeps an id a text when somebody edits the cell.
            name: text(),
            text: text(),
            excerpt: text().set_text_wrap(),
            count: base().set_num_format("#,##0"),
            ordinal: base().set_num_format("0"),
            share: base().set_num_format("0.00"),
            // Most pairs have nothing in common: a dot says so more quietly than 0.00.
            heat: base().set_num_format("0.00;-0.00;·").set_align(FormatAlign::Center),
        }
    }

    /// The format of a cell below a header.
    pub(super) fn of(&self, kind: Kind) -> &Format {
        match kind {
            Kind::Name | Kind::Moment => &self.name,
            Kind::Excerpt => &self.excerpt,
            Kind::Text | Kind::Note | Kind::Word(_) | Kind::Flag => &self.text,
            Kind::Count | Kind::Minutes => &self.count,
            Kind::Ordinal => &self.ordinal,
            Kind::Share => &self.share,
        }
    }
}

/// The widest that a column gets by what is in it, in characters.
pub(super) fn widest(kind: Kind) -> usize {
    match kind {
        Kind::Name | Kind::Moment => 32,
        Kind::Text => 48,
        Kind::Excerpt => 64,
        Kind::Note => 28,
        Kind::Word(_) | Kind::Flag | Kind::Count | Kind::Ordinal | Kind::Minutes | Kind::Share => 18,
    }
}
