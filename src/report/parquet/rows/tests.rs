//! Rows of a table with a column of each kind, missing values and lists, through row groups of any size.

use super::*;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterVersion;
use parquet::record::Row;
use parquet::schema::parser::parse_message_type;

const SCHEMA: &str = "message press {
    required boolean seen;
    optional int32 words;
    required int64 published (timestamp_millis);
    required int96 fetched;
    optional float worth;
    required double share;
    optional binary text (utf8);
    required fixed_len_byte_array(3) language;
    optional group tags (list) { repeated group list { optional binary element (utf8); } }
}";

/// A table of `count` rows, `of_group` in a row group; what is missing in each is another.
fn table(count: usize, of_group: usize) -> File {
    let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
    let settings = WriterProperties::builder()
        .set_writer_version(WriterVersion::PARQUET_2_0)
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(vec![KeyValue::new("made by".to_owned(), "hand".to_owned())]));
    let file = tempfile::tempfile().unwrap();
    let mut writer = SerializedFileWriter::new(file, schema, Arc::new(settings.build())).unwrap();
    for rows in (0..count).collect::<Vec<_>>().chunks(of_group) {
        let mut group = writer.next_row_group().unwrap();
        let mut number = 0;
        while let Some(mut column) = group.next_column().unwrap() {
            fill(&mut column, number, rows);
            column.close().unwrap();
            number += 1;
        }
        group.close().unwrap();
    }
    writer.into_inner().unwrap()
}

fn fill(column: &mut SerializedColumnWriter<'_>, number: usize, rows: &[usize]) {
    let is_there = |row: &&usize| !row.is_multiple_of(3);
    let levels: Vec<i16> = rows.iter().map(|row| i16::from(is_there(&row))).collect();
    let there: Vec<usize> = rows.iter().filter(is_there).copied().collect();
    let text = |row: &usize| types::ByteArray::from(format!("text {row}").into_bytes());
    let written = match number {
        0 => {
            let values: Vec<bool> = rows.iter().map(|row| row.is_multiple_of(2)).collect();
            column.typed::<types::BoolType>().write_batch(&values, None, None)
        }
        1 => {
            let values: Vec<i32> = there.iter().map(|row| *row as i32).collect();
            column.typed::<types::Int32Type>().write_batch(&values, Some(&levels), None)
        }
        2 => {
            let values: Vec<i64> = rows.iter().map(|row| *row as i64 * 1_000).collect();
            column.typed::<types::Int64Type>().write_batch(&values, None, None)
        }
        3 => {
            let values: Vec<_> = rows.iter().map(|row| types::Int96::from(vec![*row as u32, 0, 9])).collect();
            column.typed::<types::Int96Type>().write_batch(&values, None, None)
        }
        4 => {
            let values: Vec<f32> = there.iter().map(|row| *row as f32 / 3.0).collect();
            column.typed::<types::FloatType>().write_batch(&values, Some(&levels), None)
        }
        5 => {
            let values: Vec<f64> = rows.iter().map(|row| *row as f64 / 7.0).collect();
            column.typed::<types::DoubleType>().write_batch(&values, None, None)
        }
        6 => {
            let values: Vec<_> = there.iter().map(text).collect();
            column.typed::<types::ByteArrayType>().write_batch(&values, Some(&levels), None)
        }
        7 => {
            let values: Vec<_> = rows
                .iter()
                .map(|row| types::FixedLenByteArray::from(vec![b'a' + (row % 26) as u8; 3]))
                .collect();
            column.typed::<types::FixedLenByteArrayType>().write_batch(&values, None, None)
        }
        _ => {
            // No list, an empty one, one with a gap, by turns.
            let (mut values, mut defined, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
            for row in rows {
                let (levels, starts): (&[i16], &[i16]) = match row % 3 {
                    0 => (&[0], &[0]),
                    1 => (&[1], &[0]),
                    _ => (&[3, 2, 3], &[0, 1, 1]),
                };
                values.extend(levels.iter().filter(|&&level| level == 3).map(|_| text(row)));
                defined.extend_from_slice(levels);
                repeated.extend_from_slice(starts);
            }
            column.typed::<types::ByteArrayType>().write_batch(&values, Some(&defined), Some(&repeated))
        }
    };
    written.unwrap();
}

fn rows(table: &File) -> Vec<Row> {
    opened(table).unwrap().get_row_iter(None).unwrap().map(Result::unwrap).collect()
}

#[test]
fn rows_come_out_as_they_are_whatever_the_row_groups() {
    for (count, of_group) in [(7, 1), (1_000, 300), (1_000, 1_000)] {
        let from = table(count, of_group);
        let all = rows(&from);
        let chosen: [&dyn Fn(u64) -> bool; 4] =
            [&|_| true, &|row| row % 7 != 3, &|row| row + 1 == count as u64, &|row| row % 400 < 2];
        for is_chosen in chosen {
            let numbers: Vec<u64> = (0..count as u64).filter(|&row| is_chosen(row)).collect();
            let mut out = Rows::begin(tempfile::tempfile().unwrap(), &from).unwrap();
            out.copy(&from, &numbers).unwrap();
            out.copy(&from, &[0]).unwrap();
            let copied = rows(&out.finish().unwrap());
            let expected: Vec<Row> =
                numbers.iter().chain(&[0]).map(|&row| all[row as usize].clone()).collect();
            assert_eq!(copied, expected);
        }
    }
}

#[test]
fn types_packing_and_remarks_of_a_table_are_those_of_its_copy() {
    let from = table(9, 4);
    let mut out = Rows::begin(tempfile::tempfile().unwrap(), &from).unwrap();
    out.copy(&from, &[2, 3, 8]).unwrap();
    let copied = out.finish().unwrap();
    assert!(have_the_same_columns(&from, &copied).unwrap());
    let described = |table: &File| {
        let table = opened(table).unwrap();
        let packed: Vec<_> =
            table.metadata().row_groups().iter().map(|group| group.column(6).compression()).collect();
        (table.metadata().file_metadata().key_value_metadata().cloned(), packed)
    };
    let ((said, packed), (copied_said, copied_packed)) = (described(&from), described(&copied));
    assert_eq!(said.unwrap(), copied_said.unwrap());
    assert_eq!(
        (packed.len(), copied_packed.len()),
        (3, 2),
        "a row group of which nothing is kept is left out"
    );
    assert!(copied_packed.iter().all(|packing| *packing == Compression::SNAPPY));
}

#[test]
fn a_table_of_which_nothing_is_kept_is_one_without_rows() {
    let from = table(5, 2);
    let copied = Rows::begin(tempfile::tempfile().unwrap(), &from).unwrap().finish().unwrap();
    assert!(rows(&copied).is_empty());
    assert!(have_the_same_columns(&from, &copied).unwrap());
}

#[test]
fn a_row_that_is_not_there_and_a_table_of_other_columns_are_errors() {
    let from = table(5, 2);
    let mut out = Rows::begin(tempfile::tempfile().unwrap(), &from).unwrap();
    assert_eq!(out.copy(&from, &[4, 5]).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    let schema = parse_message_type("message press { required boolean seen; }").unwrap();
    let settings = Arc::new(WriterProperties::builder().build());
    let other = SerializedFileWriter::new(tempfile::tempfile().unwrap(), Arc::new(schema), settings).unwrap();
    let other = other.into_inner().unwrap();
    assert!(!have_the_same_columns(&from, &other).unwrap());
    let mut out = Rows::begin(Vec::new(), &other).unwrap();
    assert!(out.copy(&from, &[0]).is_err());
}

/// A disk with room for so many bytes.
struct Disk(usize);

impl Write for Disk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let fits = bytes.len().min(self.0);
        self.0 -= fits;
        if fits == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(fits) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_an_error_that_says_so_wherever_it_is_met() {
    let from = table(60, 20);
    let numbers: Vec<u64> = (0..60).collect();
    let written = |room: usize| {
        let mut out = Rows::begin(Disk(room), &from)?;
        out.copy(&from, &numbers)?;
        out.finish().map(|_| ())
    };
    let enough = (0..1 << 20).step_by(512).find(|&room| written(room).is_ok()).expect("a megabyte is enough");
    assert!(enough > 2_000, "{enough}");
    for room in (0..enough - 512).step_by(97) {
        assert_eq!(
            written(room).unwrap_err().kind(),
            io::ErrorKind::StorageFull,
            "with room for {room} bytes"
        );
    }
}
