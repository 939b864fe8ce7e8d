#!/usr/bin/env python3
"""Converts an archive on Spark: the names of its files are spread over the cluster, each part is piped
through `altform worker`, and the records that come back are the journal.

    spark-submit spark.py --root /archive --out /converted

Every machine must reach both folders under these names, and have `altform`. A task that is lost is done
again by another machine: what stands in its place already is the same, byte for byte. `altform verify` reads
the journal afterwards.
"""

import argparse
import json
import os
import shlex
from pathlib import Path

from pyspark.sql import SparkSession


def names(root: Path) -> list[str]:
    """The files below a folder, as `altform worker --root` wants them named."""
    found = []
    for folder, folders, files in os.walk(root):
        folders.sort()
        found += [os.path.relpath(os.path.join(folder, name), root) for name in sorted(files)]
    return [name for name in found if name.lower().endswith((".txt", ".md", ".html", ".htm", ".xhtml", ".json"))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", required=True, type=Path, help="the archive")
    parser.add_argument("--out", required=True, type=Path, help="the folder of the outputs")
    parser.add_argument("--altform", default="altform", help="the program")
    parser.add_argument("--parts", type=int, default=64, help="parts of the work; a lost one is done again")
    parser.add_argument("options", nargs="*", help="further options of `altform worker`, after `--`")
    given = parser.parse_args()

    spark = SparkSession.builder.appName("altform").getOrCreate()
    command = [given.altform, "worker", "--root", str(given.root), "-o", str(given.out), "--jobs", "1", *given.options]
    jobs = [json.dumps({"source": name}) for name in names(given.root)]
    parts = spark.sparkContext.parallelize(jobs, max(1, min(given.parts, len(jobs))))
    # checkCode: a worker that is killed fails its task, and Spark does the task again.
    records = parts.pipe(shlex.join(command), checkCode=True)
    given.out.mkdir(parents=True, exist_ok=True)
    beside = given.out / "manifest.jsonl.partial"
    with beside.open("w", encoding="utf-8") as journal:
        for record in records.toLocalIterator():
            journal.write(record + "\n")
    beside.rename(given.out / "manifest.jsonl")
    spark.stop()


if __name__ == "__main__":
    main()
