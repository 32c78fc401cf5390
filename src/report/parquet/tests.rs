//! What is written is read back, and held to the CSV.

use super::super::sample::Sample;
use super::super::table::{Column, Kind, column};
use super::super::{Profile, delimited, tables};
use super::*;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::fs::File;

fn reader(bytes: &[u8]) -> SerializedFileReader<File> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    SerializedFileReader::new(file).unwrap()
}

/// Every row that a file has, as cells of CSV.
fn read_back(bytes: &[u8], columns: &[Column<'_>]) -> Vec<Vec<String>> {
    let reader = reader(bytes);
    let rows = reader.get_row_iter(None).unwrap();
    let text = |field: &Field| match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Bool(is) => if *is { "yes" } else { "no" }.to_owned(),
        Field::Long(count) => count.to_string(),
        Field::Double(share) => format!("{share:.4}"),
        Field::TimestampMillis(moment) => format!("at {moment}"),
        other => panic!("{other:?}"),
    };
    let all =
        rows.map(|row| row.unwrap().get_column_iter().map(|(_, field)| text(field)).collect::<Vec<_>>());
    // What was given takes the place of the moment, as in CSV.
    let as_in_csv = |mut row: Vec<String>| {
        let given = row.split_off(columns.len());
        let dates = columns.iter().enumerate().filter(|(_, column)| column.kind == Kind::Moment);
        for ((at, _), given) in dates.zip(given) {
            assert_eq!(row[at].is_empty(), given.is_empty(), "{row:?}");
            row[at] = given;
        }
        row
    };
    all.map(as_in_csv).collect()
}

fn as_csv(run: Run<'_>, table: &Table) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    let columns = (table.columns)(run);
    delimited::write(&mut out, Profile::RFC4180.unhardened(), &columns, (table.rows)(run)).unwrap();
    let mut rows = csv::Reader::from_reader(&out[..]);
    rows.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn every_table_has_the_rows_and_figures_of_its_csv_in_groups_of_any_size() {
    for sample in [Sample::new(), Sample::against_the_last_two(), Sample::reviewed()] {
        let run = sample.run();
        for table in tables(run) {
            let columns = (table.columns)(run);
            let expected = as_csv(run, table);
            for group in [1, 200, GROUP_BYTES] {
                let mut out = Vec::new();
                let groups = Groups::of(&columns, (table.rows)(run), group);
                let rows = written(&mut out, groups).unwrap();
                assert_eq!(rows, expected.len() as u64, "{}", table.file);
                assert_eq!(read_back(&out, &columns), expected, "{}", table.file);
            }
        }
    }
}

#[test]
fn a_table_without_a_row_is_a_file_that_says_its_columns() {
    let mut out = Vec::new();
    let columns = [column("id", Kind::Name, ""), column("words", Kind::Count, "")];
    assert_eq!(written(&mut out, Groups::of(&columns, Box::new(std::iter::empty()), 1)).unwrap(), 0);
    let reader = reader(&out);
    let names: Vec<&str> =
        reader.metadata().file_metadata().schema().get_fields().iter().map(|f| f.name()).collect();
    assert_eq!(names, ["id", "words"]);
}
