"""What do learners make of the judgements? LightGBM's LambdaMART on scores of the pair and the memory of judgements."""

import warnings

import lightgbm as lgb
import numpy as np
from sklearn.preprocessing import normalize

from peers import Bm25, Lsa, TfIdf, dense, pairs, singles_and_pairs, words

warnings.filterwarnings("ignore", category=UserWarning)

METHODS = [(Bm25, words), (Bm25, singles_and_pairs), (TfIdf, words), (TfIdf, singles_and_pairs), (Lsa, pairs)]
SIDES = (0, 1)


class PairScores:
    """Features of (query, document): each method, of the title and of title and text, and an encoder's cosine."""

    def __init__(self, data, encoder=None):
        self.data = data
        queries = sorted(data.query_texts)
        self.row = {q: i for i, q in enumerate(queries)}
        tables = []
        for method, tokens in METHODS:
            for side in SIDES:
                part = method(tokens, [t[side] for t in data.doc_texts])
                tables.append(dense(part.scores([data.query_texts[q][side] for q in queries])))
        if encoder:
            tables.append(encoder.scores(queries))
        self.tables = tables
        queries_tfidf = TfIdf(singles_and_pairs, [t[1] for t in data.doc_texts])
        vectors = queries_tfidf.vectors
        self.queries = normalize(vectors.transform([data.query_texts[q][1] for q in queries]))
        self.docs = vectors.transform([t[1] for t in data.doc_texts])

    def memory(self, query, docs, judged, known):
        """Grades of similar documents for similar demands, weighted by both likenesses.

        In fitting (`known`) the demand's own group is left out, as it would be the answer itself.
        """
        group = self.data.group(query) if known else None
        others = [(q, d, g) for q, d, g, of in judged if of != group]
        if not others:
            return np.zeros((len(docs), 2))
        like_query = (self.queries[self.row[query]] @ self.queries.T).toarray().ravel()
        like_query = np.array([like_query[self.row[q]] for q, _, _ in others])
        at = [self.data.doc_at[d] for _, d, _ in others]
        like_doc = (self.docs[docs] @ self.docs[at].T).toarray()
        weight = (like_query[None, :] * like_doc) ** 3
        grades = np.array([g for _, _, g in others], dtype=float)
        total = weight.sum(1)
        return np.stack([(weight @ grades) / (total + 1e-3), np.log1p(total)], 1)

    def of(self, query, docs, judged, known):
        row = self.row[query]
        columns = [table[row][docs] for table in self.tables]
        # Beside the score its place in the query's list: learners cannot compare scales between queries.
        ranks = [np.argsort(np.argsort(-c)) / max(len(docs) - 1, 1) for c in columns]
        return np.hstack([np.stack(columns + ranks, 1), self.memory(query, docs, judged, known)])


class LambdaMart:
    """Fitted on the judged pairs of a split; `predict` scores documents of one query."""

    def __init__(self, features, data, qrels):
        self.features = features
        self.judged = [(q, d, g, data.group(q)) for q, ds in qrels.items() for d, g in ds.items()]
        x, y, sizes = [], [], []
        for query, docs in qrels.items():
            x.append(features.of(query, [data.doc_at[d] for d in docs], self.judged, True))
            y.extend(docs.values())
            sizes.append(len(docs))
        x, y = np.vstack(x), np.array(y)
        shape = dict(num_leaves=7, learning_rate=0.05, min_child_samples=30, subsample=0.8, subsample_freq=1,
                     colsample_bytree=0.8, random_state=7, verbose=-1, n_jobs=2, deterministic=True)
        self.ranker = lgb.LGBMRanker(n_estimators=100, lambdarank_truncation_level=10, **shape).fit(x, y, group=sizes)
        self.grader = lgb.LGBMRegressor(n_estimators=200, objective="l1", **shape).fit(x, y)

    def predict(self, query, docs):
        x = self.features.of(query, docs, self.judged, False)
        return self.ranker.predict(x), np.clip(self.grader.predict(x), 0, 3)
