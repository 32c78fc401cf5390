//! Columns are held to the CSV.

use super::super::sample::Sample;
use super::super::table::column;
use super::super::{Profile, delimited};
use super::*;
use crate::findings::removals;

/// The cells of a group as CSV has them, row by row; what was given takes the place of the moment.
fn as_cells(group: &Group, fields: &[Field]) -> Vec<Vec<String>> {
    let own = fields.iter().filter(|field| !field.name.ends_with("_given")).count();
    let mut given = own..fields.len();
    let shown = |at: usize, row: usize| match &group.columns[at] {
        Values::Text(texts) => {
            texts.iter().nth(row).flatten().map(|text| String::from_utf8(text.to_vec()).unwrap())
        }
        Values::Flag(flags) => {
            flags.filled[row].then(|| if flags.values[row] { "yes" } else { "no" }.to_owned())
        }
        Values::Number(numbers) | Values::Moment(numbers) => {
            numbers.filled[row].then(|| numbers.values[row].to_string())
        }
        Values::Share(shares) => shares.filled[row].then(|| format!("{:.4}", shares.values[row])),
    };
    let places: Vec<usize> = (0..own)
        .map(|at| if fields[at].values == Type::Moment { given.next().unwrap() } else { at })
        .collect();
    let row = |row| places.iter().map(|&at| shown(at, row).unwrap_or_default()).collect();
    (0..group.rows).map(row).collect()
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
        let removals = removals(&sample.findings.clusters, |_| 1);
        // The references of the sample come from no input, and what is removed says where it stood.
        let removals = sample.run().batch.references().is_empty().then_some(&removals[..]);
        let run = Run { removals, ..sample.run() };
        for table in all(run) {
            let expected = as_csv(run, table);
            for most in [1, 200, GROUP_BYTES] {
                let groups = Groups::of(&(table.columns)(run), (table.rows)(run), most);
                let fields = groups.fields().to_vec();
                let rows: Vec<_> = groups.flat_map(|group| as_cells(&group.unwrap(), &fields)).collect();
                assert_eq!(rows, expected, "{}", table.file);
            }
        }
    }
}

#[test]
fn a_table_is_known_by_its_name_and_a_run_without_removals_has_none() {
    let sample = Sample::new();
    let names = names(sample.run());
    assert_eq!(&names[..3], ["matrix", "pairs", "passages"]);
    assert!(names.iter().all(|name| table(sample.run(), name).is_some()));
    assert!(table(sample.run(), "removed").is_none());
}

#[test]
fn a_date_is_a_moment_and_what_was_given_stands_behind_all_columns() {
    let sample = Sample::new();
    let mut pairs = table(sample.run(), "pairs").unwrap();
    let fields = pairs.fields().to_vec();
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(&names[names.len() - 2..], ["a_published_given", "b_published_given"]);
    let group = pairs.next().unwrap().unwrap();
    let at = names.iter().position(|name| *name == "a_published").unwrap();
    let Values::Moment(moments) = &group.columns[at] else { panic!("{:?}", group.columns[at]) };
    assert_eq!((moments.filled[0], moments.values[0]), (true, 1_773_117_000_000));
}

#[test]
fn a_cell_of_another_kind_than_its_column_is_refused() {
    let columns = [column("words", Kind::Count, "")];
    let rows = Box::new(std::iter::once(vec![Cell::Name("many")]));
    let told = Groups::of(&columns, rows, 1).next().unwrap().unwrap_err().to_string();
    assert!(told.contains("not a whole number"), "{told}");
}
