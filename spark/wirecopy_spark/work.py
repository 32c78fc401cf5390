"""Interim tables: what a job has found so far, in a folder that all machines see."""


class Work:
    """A folder of interim tables. What is written there is not made again when a machine is lost, and not twice when two steps
    ask for it."""

    def __init__(self, spark, folder):
        self.spark, self._folder = spark, folder.rstrip("/")

    def place(self, name, end=".parquet"):
        """Where an interim table of this name is, or a file."""
        return f"{self._folder}/{name}{end}"

    def save(self, name, df):
        """Makes the rows of ``df``, and gives the table that has them from now on."""
        place = self.place(name)
        df.write.mode("overwrite").option("compression", "zstd").parquet(place)
        return self.spark.read.schema(df.schema).parquet(place)


def is_empty(df):
    """Whether a table has no row."""
    return not df.limit(1).collect()
