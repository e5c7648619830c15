"""Are the next likes foreseen better than by well-known closed forms? Peers on the same files in the same run.

interactions.py --bin PROGRAM TRAIN.tsv TEST.tsv [--items FILE]
Columns user-id, item-id, rating, timestamp; a like is a rating of 4 or more; what a person rated in TRAIN is left out.
Peers: popularity, popularity lately (half-lives as parts of the time in TRAIN), item and user neighbours by cosine,
EASE (Steck 2019) at several ridges, implicit ALS (Hu, Koren, Volinsky 2008). A peer's best setting is chosen on TEST
itself: the bar is high on purpose.
"""

import argparse
import json
import math
import subprocess
from collections import defaultdict

import numpy as np

LIKE = 4.0


def read(path):
    rows = []
    for number, line in enumerate(open(path, encoding="utf-8")):
        fields = line.rstrip("\n").split("\t")
        if number == 0 and not fields[2].replace(".", "", 1).isdigit():
            continue
        rows.append((fields[0], fields[1], float(fields[2]), float(fields[3])))
    return rows


class Data:
    def __init__(self, train, test):
        users, items = {}, {}
        for user, item, rating, _ in train + [r for r in test if r[2] >= LIKE]:
            users.setdefault(user, len(users))
            items.setdefault(item, len(items))
        self.known = len({r[0] for r in train})
        self.likes = np.zeros((len(users), len(items)), dtype=np.float32)
        self.rated, self.wanted, self.rows = defaultdict(list), defaultdict(set), []
        for user, item, rating, at in train:
            self.rated[users[user]].append(items[item])
            if rating >= LIKE:
                self.likes[users[user], items[item]] = 1
                self.rows.append((items[item], at))
        for user, item, rating, _ in test:
            if rating >= LIKE:
                self.wanted[users[user]].add(items[item])
        self.popular = self.likes.sum(0)

    def lately(self, part):
        times = np.array([at for _, at in self.rows])
        weights = 0.5 ** ((times.max() - times) / (part * max(times.max() - times.min(), 1)))
        return np.bincount([i for i, _ in self.rows], weights, self.likes.shape[1])

    def measure(self, scores):
        """Means over all asked persons and over those known from TRAIN; cold persons get what is popular."""
        figures = []
        for user, wanted in self.wanted.items():
            row = scores if scores.ndim == 1 else scores[user]
            if scores.ndim == 2 and not self.likes[user].any():
                row = self.popular
            row = row.astype(np.float64).copy()
            row[self.rated[user]] = -np.inf
            best = np.argsort(-row, kind="stable")[:20]
            gain = sum(1 / math.log2(k + 2) for k, i in enumerate(best[:10]) if i in wanted)
            ideal = sum(1 / math.log2(k + 2) for k in range(min(10, len(wanted))))
            figures.append((gain / ideal, sum(i in wanted for i in best) / len(wanted), user < self.known))
        warm = [f for f in figures if f[2]]
        mean = lambda rows, at: float(np.mean([r[at] for r in rows])) if rows else None
        return {
            "ndcg@10": mean(figures, 0),
            "recall@20": mean(figures, 1),
            "ndcg@10_warm": mean(warm, 0),
            "recall@20_warm": mean(warm, 1),
        }


def neighbours(likes, count):
    norms = np.sqrt((likes * likes).sum(0)) + 1e-9
    alike = (likes.T @ likes) / norms[:, None] / norms[None, :]
    np.fill_diagonal(alike, 0)
    least = np.sort(alike, axis=0)[-min(count, len(alike))]
    return np.where(alike >= least, alike, 0)


def factors(likes, width, ridge, weight, rounds=10):
    """Implicit ALS: likes count 1 + weight, everything else 1."""
    random = np.random.default_rng(7)
    users, items = (random.normal(0, 0.1, (count, width)) for count in likes.shape)
    rows = [np.flatnonzero(row) for row in likes], [np.flatnonzero(row) for row in likes.T]

    def solve(into, other, liked):
        shared = other.T @ other + ridge * np.eye(width)
        for row, at in enumerate(liked):
            seen = other[at]
            into[row] = np.linalg.solve(shared + weight * seen.T @ seen, (1 + weight) * seen.sum(0))

    for _ in range(rounds):
        solve(users, items, rows[0])
        solve(items, users, rows[1])
    return users @ items.T


def peers(data):
    yield "popularity", data.measure(data.popular)
    for part in (0.3, 0.1, 0.05, 0.03, 0.01, 0.003):
        yield f"popularity lately, {part}", data.measure(data.lately(part))
    for count in (20, 100):
        yield f"item neighbours, {count}", data.measure(data.likes @ neighbours(data.likes, count))
        yield f"user neighbours, {count}", data.measure(neighbours(data.likes.T, count).T @ data.likes)
    for width, ridge, weight in ((32, 1, 10), (64, 10, 20)):
        yield f"implicit ALS, {width} factors", data.measure(factors(data.likes, width, ridge, weight))
    gram = (data.likes.T @ data.likes).astype(np.float64)
    for ridge in (50, 100, 300, 1000):
        inverse = np.linalg.inv(gram + ridge * np.eye(len(gram)))
        weights = -inverse / np.diag(inverse)
        np.fill_diagonal(weights, 0)
        yield f"EASE, ridge {ridge}", data.measure(data.likes @ weights)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--items")
    parser.add_argument("train")
    parser.add_argument("test")
    options = parser.parse_args()
    command = [options.bin, "evaluate", "--interactions", options.train, "--test", options.test, "--json"]
    if options.items:
        command += ["--items", options.items]
    ours = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    print(json.dumps({"who": "ScenePool", **ours}))
    for who, figures in peers(Data(read(options.train), read(options.test))):
        print(json.dumps({"who": who, **{k: v if v is None else round(v, 4) for k, v in figures.items()}}), flush=True)


if __name__ == "__main__":
    main()
