"""How good is a ranking? By pytrec_eval; nDCG with gain 2^grade - 1, paired bootstrap over groups of demands."""

import numpy as np
import pytrec_eval

from data import MIN_JUDGED


def wanted(qrels, mode):
    """The queries that are measured: something is positive; for `rerank`, enough is judged."""
    return {
        query: docs
        for query, docs in qrels.items()
        if max(docs.values()) > 0 and (mode == "full" or len(docs) >= MIN_JUDGED)
    }


def ndcg(qrels, rankings, mode):
    """nDCG@10 by query; `rankings` are lists of ids, best first. A query without a ranking counts as 0."""
    qrels = wanted(qrels, mode)
    gains = {q: {d: 2**g - 1 for d, g in docs.items()} for q, docs in qrels.items()}
    run = {
        q: {d: float(-rank) for rank, d in enumerate(rankings.get(q, [])[:1000])} or {"none": 0.0}
        for q in qrels
    }
    evaluator = pytrec_eval.RelevanceEvaluator(gains, {"ndcg_cut_10"})
    return {q: figures["ndcg_cut_10"] for q, figures in evaluator.evaluate(run).items()}


def mean(values):
    return float(np.mean(list(values.values())))


def difference(ours, peer, group_of, samples=4000, seed=7):
    """Mean difference and its 95 % interval: groups of demands are drawn with replacement."""
    groups = {}
    for query, value in ours.items():
        groups.setdefault(group_of(query), []).append(value - peer[query])
    sums = np.array([sum(v) for v in groups.values()])
    sizes = np.array([len(v) for v in groups.values()])
    rng = np.random.default_rng(seed)
    drawn = rng.integers(0, len(sums), (samples, len(sums)))
    means = sums[drawn].sum(1) / sizes[drawn].sum(1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(sums.sum() / sizes.sum()), float(low), float(high)


def read_run(path):
    """Rankings of a TREC run file, by the rank that it states."""
    found = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            query, _, doc, rank, _, _ = line.split()
            found.setdefault(query, []).append((int(rank), doc))
    return {query: [doc for _, doc in sorted(docs)] for query, docs in found.items()}
