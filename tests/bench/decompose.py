"""Is TF-IDF and its decomposition fitted faster than by jieba and scikit-learn, and does it explain as much?

decompose.py --bin PROGRAM [--texts FILE] [--rows N] [--dimensions D]
PROGRAM is the example `decompose` of the recommender. Without --texts, texts are made from a seed: words of jieba's
dictionary, drawn from three of 300 subjects each (200 words, Zipf) and from the dictionary's own frequencies.
Both sides cut words by a dictionary without guessing new ones, keep words of two characters or more, letters and
numbers that two texts share, weigh them by (1 + ln count) * (ln((1 + N) / (1 + df)) + 1) and make rows of unit
length. Explained is the variance along the directions by the variance of the side's own matrix; because the two
cut slightly differently, scikit-learn also decomposes our matrix ("on our matrix").
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import jieba
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

WORD = re.compile(r"[一-鿿]{2,}|[A-Za-z]+|[0-9.]+")


def make(rows, path):
    random = np.random.default_rng(20260101)
    jieba.initialize()
    known = [(w, f) for w, f in jieba.dt.FREQ.items() if f > 20 and re.fullmatch("[一-鿿]{2,4}", w)]
    known.sort(key=lambda pair: (-pair[1], pair[0]))
    words = [w for w, _ in known[:60_000]]
    common = np.array([f for _, f in known[:60_000]], dtype=float)
    common /= common.sum()
    subjects = [random.choice(len(words), 200, replace=False) for _ in range(300)]
    # Drawn by the running sums: `choice` would sum all words up for each text.
    draw = lambda sums, count: np.minimum(np.searchsorted(sums, random.random(count)), len(sums) - 1)
    common, zipf = np.cumsum(common), np.cumsum(1 / np.arange(1, 201))
    zipf /= zipf[-1]
    shares = np.array([0.6, 0.9, 1.0])
    with open(path, "w", encoding="utf-8") as out:
        for _ in range(rows):
            length = int(random.integers(20, 80))
            pick = random.choice(300, 3, replace=False)
            own = draw(zipf, length)
            of = pick[draw(shares, length)]
            other = draw(common, length)
            loose = random.random(length) < 0.4
            text = [words[o] if l else words[subjects[s][w]] for o, l, s, w in zip(other, loose, of, own)]
            out.write("，".join("".join(text[i : i + 6]) for i in range(0, length, 6)) + "。\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--texts")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--dimensions", type=int, default=256)
    parser.add_argument("--rounds", type=int)
    options = parser.parse_args()
    jieba.initialize()
    with tempfile.TemporaryDirectory() as folder:
        texts = options.texts or f"{folder}/texts"
        if not options.texts:
            make(options.rows, texts)
        lines = Path(texts).read_text(encoding="utf-8").splitlines()
        rounds = [str(options.rounds or 3), folder]
        ours = subprocess.run(
            [options.bin, texts, str(options.dimensions), *rounds], check=True, capture_output=True, text=True
        )
        ours = json.loads(ours.stdout)
        print(json.dumps(ours), flush=True)
        starts, indices, values = (
            np.fromfile(f"{folder}/{name}", dtype=kind)
            for name, kind in [("starts", "<u8"), ("indices", "<u4"), ("values", "<f4")]
        )
    svd = lambda: TruncatedSVD(options.dimensions, random_state=0)
    begin = time.perf_counter()
    cut = lambda text: [w for w in jieba.cut(text.lower(), HMM=False) if WORD.fullmatch(w)]
    weights = TfidfVectorizer(tokenizer=cut, token_pattern=None, lowercase=False, sublinear_tf=True, min_df=2,
                              dtype=np.float32)
    matrix = weights.fit_transform(lines)
    read = time.perf_counter() - begin
    peer = svd()
    peer.fit_transform(matrix)
    fit = time.perf_counter() - begin
    explained = float(peer.explained_variance_ratio_.sum())
    print(json.dumps({
        "who": "jieba and scikit-learn", "words": matrix.shape[1], "values": matrix.nnz, "fit_s": fit,
        "of_it_words_and_weights_s": read, "explained": explained, "our_fit_is_faster_by": fit / ours["fit_s"],
        "we_explain_of_it": ours["explained"] / explained,
    }), flush=True)
    same = csr_matrix((values, indices.astype(np.int64), starts.astype(np.int64)),
                      shape=(len(lines), ours["words"]))
    begin = time.perf_counter()
    peer = svd()
    peer.fit_transform(same)
    explained = float(peer.explained_variance_ratio_.sum())
    print(json.dumps({
        "who": "scikit-learn on our matrix", "fit_s": time.perf_counter() - begin, "explained": explained,
        "we_explain_of_it": ours["explained"] / explained,
    }))


if __name__ == "__main__":
    sys.exit(main())
