//! `datapackage.json`: what the tables are and what each column means, for programs (Frictionless Data Package v1).
//!
//! One tabular data resource for each table: its files, its dialect, types, explanations, keys that hold.

use super::delimited::{dressed_name, part};
use super::folder::OutputFolder;
use super::profile::Profile;
use super::table::{Column, Keys, Kind, Reference, Table};
use super::{ReportError, Run, Written};
use serde_json::{Value, json};

pub(super) const FILE: &str = "datapackage.json";

/// Writes it for tables that are written already.
pub(super) fn write(
    folder: &OutputFolder,
    run: Run<'_>,
    tables: &[&Table],
    written: &[Written],
) -> Result<Written, ReportError> {
    let resources: Vec<Value> =
        tables.iter().zip(written).map(|(table, written)| resource(run, table, written.parts)).collect();
    let mut about = Written::of(FILE, "for programs: what each column of each table means");
    about.unit = ("table", "tables");
    about.tally.rows = resources.len() as u64;
    let package = json!({
        "profile": "tabular-data-package",
        "name": "wirecopy-run",
        "title": "What news articles took from one another",
        "description": "Tables of a run of wirecopy. Settings, inputs and counts are in run.json",
        "resources": resources,
    });
    folder.write(FILE, |out| {
        serde_json::to_writer_pretty(&mut *out, &package)?;
        out.write_all(b"\n")
    })?;
    Ok(about)
}

fn resource(run: Run<'_>, table: &Table, parts: u32) -> Value {
    let files: Vec<String> = (1..=parts).map(|number| part(table.file, number)).collect();
    json!({
        "profile": "tabular-data-resource",
        "name": table.name(),
        "title": table.about,
        "path": if let [file] = &files[..] { json!(file) } else { json!(files) },
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": dialect(run.profile),
        "schema": schema(run, table),
    })
}

/// After the CSV dialect description, version 1.2. Of a byte order mark it has no word, so that word is ours.
fn dialect(profile: Profile) -> Value {
    json!({
        "csvddfVersion": "1.2",
        "delimiter": char::from(profile.delimiter),
        "lineTerminator": profile.line_end(),
        "quoteChar": "\"",
        "doubleQuote": true,
        "skipInitialSpace": false,
        "header": true,
        "byteOrderMark": profile.byte_order_mark,
    })
}

fn schema(run: Run<'_>, table: &Table) -> Value {
    let columns = (table.columns)(run);
    let mut schema = json!({
        "fields": columns.iter().map(|column| field(column, run.profile)).collect::<Vec<_>>(),
        "missingValues": [""],
    });
    let Keys { primary, foreign } = (table.keys)(run);
    if !primary.is_empty() {
        schema["primaryKey"] = json!(primary);
    }
    if !foreign.is_empty() {
        schema["foreignKeys"] = foreign.iter().map(|reference| foreign_key(table, reference)).collect();
    }
    schema
}

/// A reference to the table itself has an empty name.
fn foreign_key(table: &Table, reference: &Reference) -> Value {
    let resource = if reference.table == table.name() { "" } else { reference.table };
    json!({ "fields": reference.fields, "reference": { "resource": resource, "fields": reference.to } })
}

fn field(column: &Column<'_>, profile: Profile) -> Value {
    let mut field = json!({
        "name": dressed_name(column.name, profile),
        "type": kind(column.kind),
        "description": column.about,
    });
    match column.kind {
        Kind::Share => {
            field["constraints"] = json!({ "minimum": 0, "maximum": 1 });
            if profile.decimal != '.' {
                field["decimalChar"] = json!(profile.decimal);
            }
        }
        Kind::Count | Kind::Ordinal => field["constraints"] = json!({ "minimum": 0 }),
        Kind::Word(words) => field["constraints"] = json!({ "enum": words }),
        Kind::Flag => {
            field["trueValues"] = json!(["yes"]);
            field["falseValues"] = json!(["no"]);
        }
        Kind::Name | Kind::Moment | Kind::Text | Kind::Excerpt | Kind::Note | Kind::Minutes => {}
    }
    field
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Name | Kind::Moment | Kind::Text | Kind::Excerpt | Kind::Note | Kind::Word(_) => "string",
        Kind::Flag => "boolean",
        Kind::Count | Kind::Ordinal | Kind::Minutes => "integer",
        Kind::Share => "number",
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::super::{matrix, outlets, pairs, passages};
    use super::*;

    #[test]
    fn a_resource_says_how_its_file_is_written_and_what_its_columns_mean() {
        let sample = Sample::new();
        let run = Run { profile: Profile::EXCEL_FR, ..sample.run() };
        let pairs = resource(run, &pairs::TABLE, 2);
        assert_eq!(pairs["path"], json!(["pairs.csv", "pairs-2.csv"]));
        assert_eq!(pairs["dialect"]["delimiter"], ";");
        assert_eq!(pairs["dialect"]["lineTerminator"], "\r\n");
        let field = &pairs["schema"]["fields"][3];
        assert_eq!((&field["name"], &field["type"]), (&json!("resemblance"), &json!("number")));
        assert_eq!(field["decimalChar"], ",");
        assert!(field["description"].as_str().unwrap().starts_with("0 to 1"));
        assert_eq!(pairs["schema"]["primaryKey"], json!(["a", "b"]));
        assert_eq!(resource(sample.run(), &passages::TABLE, 1)["path"], "passages.csv");
    }

    #[test]
    fn a_name_in_a_header_is_spelt_as_in_the_file() {
        let sample = Sample::new();
        let names = |profile| {
            let schema = schema(Run { profile, ..sample.run() }, &matrix::TABLE);
            schema["fields"][3]["name"].clone()
        };
        assert_eq!(names(Profile::RFC4180), "-own");
        assert_eq!(names(Profile::EXCEL), "'-own");
    }

    #[test]
    fn only_keys_that_hold_are_claimed() {
        let (within, against) = (Sample::new(), Sample::against_the_last_two());
        let references =
            |sample: &Sample| schema(sample.run(), &pairs::TABLE)["foreignKeys"].as_array().unwrap().len();
        assert_eq!((references(&within), references(&against)), (2, 1));
        // The sample has articles without an outlet.
        assert!(schema(within.run(), &outlets::TABLE).get("primaryKey").is_none());
    }

    #[test]
    fn every_column_of_every_table_is_explained() {
        let sample = Sample::new();
        for table in super::super::tables(sample.run()) {
            for column in (table.columns)(sample.run()) {
                assert!(column.about.len() > 10, "{}: {}", table.file, column.name);
            }
        }
    }
}
