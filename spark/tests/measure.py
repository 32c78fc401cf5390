"""What a job costs: CPU seconds, bytes shuffled and interim bytes for each article.

    python measure.py sail|spark ARTICLES.jsonl COUNT

On Sail the CPU time is of this process, where all the work is done. On Spark it is that of all executors and their Python, by the
event log and the times of processes; bytes shuffled are those of the event log.
"""

import itertools
import json
import os
import pathlib
import resource
import sys
import tempfile
import time

from wirecopy_spark import near_duplicates

engine, source, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
home = pathlib.Path(tempfile.mkdtemp(prefix="wirecopy-measure-"))
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

from pyspark.sql import SparkSession  # noqa: E402

if engine == "sail":
    from pysail.spark import SparkConnectServer

    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    spark = SparkSession.builder.remote(f"sc://127.0.0.1:{server.listening_address[1]}").getOrCreate()
else:
    (home / "log").mkdir()
    spark = (
        SparkSession.builder.master("local-cluster[2,1,2048]")
        .config("spark.executor.memory", "2g")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.eventLog.enabled", "true")
        .config("spark.eventLog.dir", f"file://{home}/log")
        .config("spark.eventLog.compress", "false")
        .getOrCreate()
    )

with open(source, encoding="utf-8") as lines, open(home / "articles.jsonl", "w", encoding="utf-8") as out:
    for number, line in enumerate(itertools.islice(lines, count)):
        out.write(json.dumps({"n": number, **json.loads(line)}, ensure_ascii=False) + "\n")

schema = "n bigint, id string, text string, title string, outlet string, published string, url string, language string"
before, clock = resource.getrusage(resource.RUSAGE_SELF), time.time()
df = spark.read.schema(schema).json(str(home / "articles.jsonl")).repartition(max(2, count // 10_000))
found = near_duplicates(df, work=str(home / "work"), order="n")
found.pairs.write.parquet(str(home / "pairs"), compression="zstd")
found.clusters.write.parquet(str(home / "clusters"), compression="zstd")
after = resource.getrusage(resource.RUSAGE_SELF)
interim = {
    table.name: round(sum(part.stat().st_size for part in table.rglob("*.parquet")) / count, 1)
    for table in sorted((home / "work").iterdir())
}
told = {"engine": engine, "articles": count, "wall_s": round(time.time() - clock, 1), "report": found.report}
told["interim_bytes_per_article"] = {name: size for name, size in interim.items() if size}
if engine == "sail":
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told |= {"cpu_s": round(cpu, 1), "cpu_ms_per_article": round(cpu / count * 1_000, 3)}
    told["peak_memory_mb"] = after.ru_maxrss // 1_024
spark.stop()
if engine == "spark":
    written = jvm = 0
    for part in (home / "log").rglob("*"):
        for line in part.open(encoding="utf-8") if part.is_file() else ():
            event = json.loads(line)
            if event.get("Event") == "SparkListenerTaskEnd":
                metrics = event.get("Task Metrics") or {}
                written += metrics.get("Shuffle Write Metrics", {}).get("Shuffle Bytes Written", 0)
                jvm += metrics.get("Executor CPU Time", 0)
    told |= {"shuffle_bytes_per_article": round(written / count), "executor_jvm_cpu_s": round(jvm / 1e9, 1)}
print(json.dumps(told, indent=1))
