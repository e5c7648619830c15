"""Are near vectors found faster, as well and in less memory than by hnswlib and usearch?

vectors.py --bin PROGRAM [--rows N] [--dimensions D] [--queries N]
PROGRAM is the example `vectors` of the recommender: it makes the vectors from a seed (its head says how), and all
read the same file. One thread asks, one query at a time; building uses every core. Each peer is shown at several
widths of search, so that equal recall can be compared. Truth is numpy in float32.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time

import hnswlib
import numpy as np
from threadpoolctl import threadpool_limits
from usearch.index import Index


def resident():
    for line in open("/proc/self/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) * 1024


def ask(queries, truth, search):
    times, found = [], 0
    for query, best in zip(queries, truth):
        begin = time.perf_counter()
        keys = search(query)
        times.append((time.perf_counter() - begin) * 1e3)
        found += len(set(keys) & set(best))
    p50, p99 = np.percentile(times, [50, 99])
    return {"p50_ms": float(p50), "p99_ms": float(p99), "recall@10": found / (10 * len(queries))}


def exact(rows, queries):
    best = []
    begin = time.perf_counter()
    with threadpool_limits(1):
        for query in queries[:20]:
            scores = rows @ query
            np.argpartition(-scores, 10)[:10]
    one = (time.perf_counter() - begin) / 20 * 1e3
    for start in range(0, len(queries), 50):
        scores = queries[start : start + 50] @ rows.T
        top = np.argpartition(-scores, 10, axis=1)[:, :10]
        best.extend(top.tolist())
    return best, one


def peers(rows, queries, truth):
    def show(who, build, size, result):
        print(json.dumps({"who": who, "build_s": build, "bytes": size, **result}), flush=True)

    before = resident()
    begin = time.perf_counter()
    index = hnswlib.Index(space="ip", dim=rows.shape[1])
    index.init_index(max_elements=len(rows), M=16, ef_construction=100)
    index.add_items(rows)
    build, size = time.perf_counter() - begin, resident() - before
    index.set_num_threads(1)
    for width in (64, 128, 256):
        index.set_ef(width)
        search = lambda query: index.knn_query(query, k=10)[0][0].tolist()
        show(f"hnswlib, M 16, ef {width}", build, size, ask(queries, truth, search))
    del index
    for kind in ("bf16", "i8"):
        begin = time.perf_counter()
        index = Index(ndim=rows.shape[1], metric="ip", dtype=kind, connectivity=16, expansion_add=100)
        index.add(np.arange(len(rows)), rows)
        build = time.perf_counter() - begin
        for width in (64, 128, 256):
            index.expansion_search = width
            search = lambda query: index.search(query, 10, threads=1).keys.tolist()
            show(f"usearch {kind}, M 16, ef {width}", build, index.memory_usage, ask(queries, truth, search))
        del index


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--dimensions", type=int, default=256)
    parser.add_argument("--queries", type=int, default=1_000)
    options = parser.parse_args()
    # The hard kind shows how all of them lose; a tenth of the rows is enough for that.
    for kind, count in (("clustered", options.rows), ("hard", options.rows // 10)):
        with tempfile.TemporaryDirectory() as folder:
            file, all_rows = f"{folder}/vectors", count + options.queries
            subprocess.run([options.bin, "make", kind, str(all_rows), str(options.dimensions), file], check=True)
            print(json.dumps({"kind": kind, "rows": count, "dimensions": options.dimensions}), flush=True)
            beams = ["64", "96", "128", "256"]
            subprocess.run(
                [options.bin, "measure", file, str(options.dimensions), str(options.queries), *beams], check=True
            )
            rows = np.fromfile(file, dtype="<f4").reshape(all_rows, options.dimensions)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        rows, queries = rows[:count], rows[count:]
        truth, one = exact(rows, queries)
        print(json.dumps({"who": "numpy, every row in float32", "bytes": rows.nbytes, "p50_ms": one}), flush=True)
        peers(rows, queries, truth)


if __name__ == "__main__":
    sys.exit(main())
