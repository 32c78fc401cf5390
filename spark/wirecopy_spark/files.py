"""Files of a job in the folder that all machines see: what all articles teach is put down once, and read by every worker once."""

import hashlib

import pyarrow as pa
from pyarrow import dataset, fs

#: What this worker has read, by place: at the most one of each kind, the last.
_READ = {}


def place_of(folder):
    """A folder, local or by its address, as a file system of Arrow and a path in it."""
    address = folder.replace("s3a://", "s3://", 1)
    return fs.FileSystem.from_uri(address) if "://" in address else (fs.LocalFileSystem(), address)


def write(place, told):
    """Puts bytes down, and gives the place under which they are read: it has their digest, so that no worker takes what it has read
    for an earlier job for them."""
    place = f"{place}-{hashlib.blake2b(told, digest_size=16).hexdigest()}"
    system, path = place_of(place)
    with system.open_output_stream(path) as out:
        out.write(told)
    return place


def read(place):
    """The bytes that were put down there."""
    if place not in _READ:
        system, path = place_of(place)
        with system.open_input_stream(path) as source:
            told = source.read()
        _READ.clear()
        _READ[place] = told
    return _READ[place]


def batches(table, columns):
    """Columns of an interim table, names with types, as batches of Arrow, a few at a time, for the driver."""
    (system, path), schema = place_of(table), pa.schema(list(columns.items()))
    # An engine may write nothing at all where there are no rows.
    if system.get_file_info(path).type == fs.FileType.NotFound:
        return pa.RecordBatchReader.from_batches(schema, [])
    return dataset.dataset(path, schema=schema, filesystem=system, format="parquet").scanner().to_reader()
