"""Is the ranking better than the usual methods, on the same data, in the same run?

    python tests/bench/quality/main.py --bin target/release/scenepool DIR [DIR ...]

Each DIR is in BEIR layout. Without labels: every split `dev`, or else `test`, in both modes. With labels, where there is
a split `train`: grouped cross-validation over all judgements, then fitted on `train` and measured on the other split.
Prints a line of JSON a figure, then a table. With `--encoder` the program ranks with the embeddings service that
SCENEPOOL_EMBEDDINGS_URL and its fellows name, the learner has its cosine as one more feature, and the encoder alone is a
peer.
"""

import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path

import numpy as np

import measure
from data import Data, tie
from encoder import Encoder
from learners import LambdaMart, PairScores
from peers import PEERS, Peer


def ours(program, folder, split, mode, train=None):
    """Rankings and figures of the program itself; `program` is its path and what else it is told."""
    with tempfile.NamedTemporaryFile(suffix=".run") as run:
        path, *more = program
        command = [path, "evaluate", "--data", folder, "--split", split, "--mode", mode, "--run", run.name, "--json", *more]
        if train:
            command += ["--train", train]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return measure.read_run(run.name), json.loads(out)


def ranked(data, docs, scores):
    order = sorted(range(len(docs)), key=lambda i: (-scores[i], tie(docs[i])))
    return [docs[i] for i in order]


def top(data, scores, count=100):
    """The best of the whole corpus."""
    best = np.argpartition(-scores, min(count, len(scores) - 1))[: count * 2]
    return ranked(data, [data.docs[i] for i in best], scores[best])


def rankings(data, peer, qrels, mode):
    queries = sorted(qrels)
    found = {}
    for at in range(0, len(queries), 64):
        part = queries[at : at + 64]
        for query, row in zip(part, peer.scores(part)):
            if mode == "full":
                found[query] = top(data, row)
            else:
                docs = list(qrels[query])
                found[query] = ranked(data, docs, [row[data.doc_at[d]] for d in docs])
    return found


class Table:
    """Figures as they come, and beside each peer how far ahead ours is."""

    def __init__(self):
        self.lines = []

    def add(self, data, what, mode, method, values, against=None, **more):
        line = {"data": data.name, "what": what, "mode": mode, "method": method,
                "queries": len(values), "ndcg@10": round(measure.mean(values), 4), **more}
        if against:
            ahead, low, high = measure.difference(against, values, data.group)
            line |= {"ours_ahead": round(ahead, 4), "interval": [round(low, 4), round(high, 4)]}
        self.lines.append(line)
        print(json.dumps(line, ensure_ascii=False), flush=True)

    def markdown(self):
        print("\n| data | measured | mode | method | NDCG@10 | ours ahead by (95 %) | MAE |\n|---|---|---|---|---|---|---|")
        for line in self.lines:
            ahead = f"{line['ours_ahead']:+.3f} ({line['interval'][0]:+.3f} to {line['interval'][1]:+.3f})" if "interval" in line else ""
            print(f"| {line['data']} | {line['what']} | {line['mode']} | {line['method']} | {line['ndcg@10']:.3f} | {ahead} | {line.get('mae', '')} |")


def unlabelled(table, data, program, encoder, split, qrels, what):
    for mode in ("rerank", "full"):
        if not measure.wanted(qrels, mode):
            continue
        run, figures = ours(program, data.folder, split, mode)
        mine = measure.ndcg(qrels, run, mode)
        table.add(data, what, mode, "ScenePool", mine, program_says=round(figures["ndcg@10"], 4))
        if encoder:
            table.add(data, what, mode, "the encoder alone",
                      measure.ndcg(qrels, rankings(data, encoder, qrels, mode), mode), mine)
        for name, (method, tokens, both) in PEERS.items():
            peer = peer_of(data, method, tokens, both)
            table.add(data, what, mode, name, measure.ndcg(qrels, rankings(data, peer, qrels, mode), mode), mine)


FITTED = {}


def peer_of(data, *key):
    if (data.name, *key) not in FITTED:
        FITTED[data.name, *key] = Peer(data, *key)
    return FITTED[data.name, *key]


def learnt(data, features, train, test):
    """Rankings and absolute errors of the boosted trees over the judged documents."""
    model = LambdaMart(features, data, train)
    run, errors = {}, []
    for query, docs in test.items():
        ids = list(docs)
        scores, grades = model.predict(query, [data.doc_at[d] for d in ids])
        run[query] = ranked(data, ids, scores)
        errors.extend(abs(grades - np.array(list(docs.values()))))
    return run, errors


def labelled(table, data, program, encoder, qrels, split, folds, scratch):
    features = PairScores(data, encoder)
    mine, peer, mae, peer_errors, weights = {}, {}, [], [], []
    for number, (train, test) in enumerate(data.folds(qrels, folds)):
        folder = data.folder_of(Path(scratch) / f"fold{number}", train=train, test=test)
        run, figures = ours(program, folder, "test", "rerank", "train")
        mine |= measure.ndcg(test, run, "rerank")
        mae.append(figures["mae"])
        weights.append(sum(map(len, test.values())))
        run, errors = learnt(data, features, train, test)
        peer |= measure.ndcg(test, run, "rerank")
        peer_errors += errors
    what = f"{folds} folds by demand"
    table.add(data, what, "rerank", "ScenePool, fitted", mine, mae=round(float(np.average(mae, weights=weights)), 4))
    table.add(data, what, "rerank", "LightGBM LambdaMART", peer, mine, mae=round(float(np.mean(peer_errors)), 4))
    plain, _ = ours(program, data.folder_of(Path(scratch) / "all", test=qrels), "test", "rerank")
    table.add(data, what, "rerank", "ScenePool, without labels", measure.ndcg(qrels, plain, "rerank"), mine)
    if encoder:
        run = rankings(data, encoder, qrels, "rerank")
        table.add(data, what, "rerank", "the encoder alone", measure.ndcg(qrels, run, "rerank"), mine)
    for name, (method, tokens, both) in PEERS.items():
        run = rankings(data, peer_of(data, method, tokens, both), qrels, "rerank")
        table.add(data, what, "rerank", name, measure.ndcg(qrels, run, "rerank"), mine)

    train, test = data.qrels("train"), data.qrels(split)
    run, figures = ours(program, data.folder, split, "rerank", "train")
    mine = measure.ndcg(test, run, "rerank")
    table.add(data, f"{split} after train", "rerank", "ScenePool, fitted", mine, mae=round(figures["mae"], 4))
    run, errors = learnt(data, features, train, test)
    table.add(data, f"{split} after train", "rerank", "LightGBM LambdaMART",
              measure.ndcg(test, run, "rerank"), mine, mae=round(float(np.mean(errors)), 4))
    run, _ = ours(program, data.folder, split, "full", "train")
    table.add(data, f"{split} after train", "full", "ScenePool, fitted", measure.ndcg(test, run, "full"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", metavar="DIR")
    parser.add_argument("--bin", default="target/release/scenepool")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--encoder", action="store_true")
    args = parser.parse_args()
    if args.encoder and not (os.environ.get("SCENEPOOL_EMBEDDINGS_URL") and os.environ.get("SCENEPOOL_EMBEDDINGS_MODEL")):
        parser.error("--encoder needs SCENEPOOL_EMBEDDINGS_URL and SCENEPOOL_EMBEDDINGS_MODEL")
    program = [args.bin, *(["--encoder"] if args.encoder else [])]
    table = Table()
    for folder in args.folders:
        data = Data(folder)
        encoder = Encoder(data) if args.encoder else None
        split = next(s for s in ("dev", "test", *data.splits()) if s in data.splits())
        unlabelled(table, data, program, encoder, split, data.qrels(split), f"{split}, no labels")
        if "train" in data.splits() and split != "train":
            with tempfile.TemporaryDirectory() as scratch:
                labelled(table, data, program, encoder, data.qrels("train", split), split, args.folds, scratch)
    table.markdown()


if __name__ == "__main__":
    main()
