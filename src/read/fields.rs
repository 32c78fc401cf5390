//! The fields of an article, and under which names an input has them.

/// A field that an article is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The name of the article.
    Id,
    /// Its body.
    Text,
    /// Its headline.
    Title,
    /// Who published it.
    Outlet,
    /// When.
    Published,
    /// Its address.
    Url,
    /// Its language.
    Language,
}

impl Field {
    /// How many there are.
    pub const COUNT: usize = 7;

    /// All of them, in the order of their numbers.
    pub const ALL: [Self; Self::COUNT] =
        [Self::Id, Self::Text, Self::Title, Self::Outlet, Self::Published, Self::Url, Self::Language];

    /// The name that it has where nothing else is said.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Text => "text",
            Self::Title => "title",
            Self::Outlet => "outlet",
            Self::Published => "published",
            Self::Url => "url",
            Self::Language => "language",
        }
    }

    /// Its position in [`Field::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}

/// Under which name the input has each field; by default under its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldNames {
    names: [String; Field::COUNT],
}

/// A renaming that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// It is not of the form `NAME=FIELD`.
    #[error("{0:?} does not rename a field (write NAME=FIELD, for example text=body)")]
    NotARenaming(String),
    /// There is no such field of ours.
    #[error(
        "{given:?}: {field:?} is no NAME of a field (NAME=FIELD, where NAME is id, text, title, outlet, published, url or language)"
    )]
    UnknownField {
        /// The whole renaming.
        given: String,
        /// What stands before its `=`.
        field: String,
    },
}

impl FieldNames {
    /// Takes a field from another name, as `text=body` says; `text=body.content` reaches into nested JSON objects.
    ///
    /// # Errors
    /// When this is not `NAME=FIELD` with a known name and a field that is not empty.
    pub fn rename(&mut self, renaming: &str) -> Result<(), FieldError> {
        let (field, name) = renaming
            .split_once('=')
            .map(|(field, name)| (field.trim(), name.trim()))
            .filter(|(field, name)| !field.is_empty() && !name.is_empty())
            .ok_or_else(|| FieldError::NotARenaming(renaming.to_owned()))?;
        let known = Field::ALL.into_iter().find(|known| known.name() == field).ok_or_else(|| {
            FieldError::UnknownField { given: renaming.to_owned(), field: field.to_owned() }
        })?;
        name.clone_into(&mut self.names[known.index()]);
        Ok(())
    }

    /// Under which name the input has this field.
    #[must_use]
    pub fn name(&self, field: Field) -> &str {
        &self.names[field.index()]
    }

    /// All names, in the order of [`Field::ALL`].
    #[must_use]
    pub fn all(&self) -> &[String; Field::COUNT] {
        &self.names
    }
}

impl Default for FieldNames {
    fn default() -> Self {
        Self { names: Field::ALL.map(|field| field.name().to_owned()) }
    }
}

/// Names with their remarks, as a message lists them: twelve of them, and how many more there are.
pub(super) fn listed<'a>(names: impl ExactSizeIterator<Item = (&'a str, &'a str)>) -> String {
    const SHOWN: usize = 12;
    let left = names.len().saturating_sub(SHOWN);
    let shown =
        |(name, remark): (&str, &str)| name.chars().take(40).chain(remark.chars()).collect::<String>();
    let mut listed: Vec<String> = names.take(SHOWN).map(shown).collect();
    if left > 0 {
        listed.push(format!("and {left} more"));
    }
    listed.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_under_its_new_name() {
        let mut names = FieldNames::default();
        names.rename("text = body.content").unwrap();
        assert_eq!(names.name(Field::Text), "body.content");
        assert_eq!(names.name(Field::Title), "title");
    }

    #[test]
    fn a_bad_renaming_is_told_what_is_known() {
        let mut names = FieldNames::default();
        let unknown = names.rename("texte=body").unwrap_err().to_string();
        assert!(unknown.contains("texte") && unknown.contains("published"), "{unknown}");
        let form = names.rename("text").unwrap_err().to_string();
        assert!(form.contains("NAME=FIELD") && unknown.contains("NAME=FIELD"), "{form}, {unknown}");
        for bad in ["text", "text=", "=body", ""] {
            assert!(matches!(names.rename(bad), Err(FieldError::NotARenaming(_))), "{bad}");
        }
    }

    #[test]
    fn every_field_stands_at_its_index() {
        assert!(Field::ALL.iter().enumerate().all(|(index, field)| field.index() == index));
    }
}
