"""Interim tables: what a job has found so far, in a folder that all machines see."""


class Work:
    """A folder of interim tables. What is written there is not made again when a machine is lost, and not twice when two steps
    ask for it."""

    def __init__(self, spark, folder):
        self._spark, self._folder = spark, folder.rstrip("/")

    def save(self, name, df):
        """Makes the rows of ``df``, and gives the table that has them from now on."""
        place = f"{self._folder}/{name}.parquet"
        df.write.mode("overwrite").option("compression", "zstd").parquet(place)
        return self._spark.read.schema(df.schema).parquet(place)


def is_empty(df):
    """Whether a table has no row."""
    return not df.limit(1).collect()
