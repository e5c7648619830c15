"""What do the usual methods make of it? BM25, TF-IDF and LSA on words, on character pairs and both."""

import logging

import jieba
import numpy as np
import scipy.sparse as sp
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.preprocessing import normalize

jieba.setLogLevel(logging.ERROR)


def words(text):
    return [word for word in jieba.lcut(text.lower()) if word.strip()]


def pairs(text):
    text = "".join(text.lower().split())
    return [text[i : i + 2] for i in range(len(text) - 1)]


def singles_and_pairs(text):
    return [c for c in text.lower() if not c.isspace()] + pairs(text)


def words_and_pairs(text):
    return words(text) + pairs(text)


class Bm25:
    """Robertson's BM25 with k1 1.2 and b 0.75."""

    def __init__(self, tokens, texts, k1=1.2, b=0.75):
        self.counter = CountVectorizer(analyzer=tokens)
        counts = self.counter.fit_transform(texts).astype(np.float64).tocoo()
        length = np.asarray(counts.tocsr().sum(1)).ravel()
        norm = k1 * (1 - b + b * length / length.mean())
        df = np.bincount(counts.col, minlength=counts.shape[1])
        idf = np.log1p((len(texts) - df + 0.5) / (df + 0.5))
        data = idf[counts.col] * counts.data * (k1 + 1) / (counts.data + norm[counts.row])
        self.weights = sp.csr_matrix((data, (counts.row, counts.col)), counts.shape).T.tocsr()

    def scores(self, texts):
        return self.counter.transform(texts).astype(np.float64) @ self.weights


class TfIdf:
    """Cosine of TF-IDF vectors with sublinear counts."""

    def __init__(self, tokens, texts):
        self.vectors = TfidfVectorizer(analyzer=tokens, sublinear_tf=True, dtype=np.float32)
        self.docs = self.vectors.fit_transform(texts).T.tocsr()

    def scores(self, texts):
        return self.vectors.transform(texts) @ self.docs


class Lsa:
    """Cosine in the 256 directions of a truncated SVD of TF-IDF."""

    def __init__(self, tokens, texts):
        self.vectors = TfidfVectorizer(analyzer=tokens, sublinear_tf=True, dtype=np.float32)
        matrix = self.vectors.fit_transform(texts)
        self.svd = TruncatedSVD(min(256, min(matrix.shape) - 1), random_state=7)
        self.docs = normalize(self.svd.fit_transform(matrix)).T

    def scores(self, texts):
        return normalize(self.svd.transform(self.vectors.transform(texts))) @ self.docs


def dense(scores):
    return scores.toarray() if sp.issparse(scores) else np.asarray(scores)


class Peer:
    """Scores of all documents for queries; with `both`, of the title and of title and text, averaged."""

    def __init__(self, data, method, tokens, both):
        sides = (0, 1) if both else (1,)
        self.parts = [(s, method(tokens, [t[s] for t in data.doc_texts])) for s in sides]
        self.data = data

    def scores(self, queries):
        texts = [self.data.query_texts[q] for q in queries]
        found = [dense(part.scores([t[side] for t in texts])) for side, part in self.parts]
        return sum(found) / len(found)


PEERS = {
    "BM25, words": (Bm25, words, False),
    "BM25, pairs": (Bm25, pairs, False),
    "BM25, words and pairs": (Bm25, words_and_pairs, False),
    "BM25, characters and pairs, two fields": (Bm25, singles_and_pairs, True),
    "TF-IDF, words and pairs": (TfIdf, words_and_pairs, False),
    "TF-IDF, characters and pairs, two fields": (TfIdf, singles_and_pairs, True),
    "LSA 256, words and pairs": (Lsa, words_and_pairs, False),
}
