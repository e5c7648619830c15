"""What is judged? A folder in BEIR layout, and its folds grouped by demand."""

import hashlib
import json
import os
import unicodedata
from collections import defaultdict
from pathlib import Path

MIN_JUDGED = 5  # `rerank` takes queries with this many judged documents or more


def rows(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip():
                row = json.loads(line)
                yield row["_id"], (row.get("title") or ""), (row.get("text") or "")


class Data:
    """Corpus, queries and judgements; texts as (title, title and text)."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.name = self.folder.name
        corpus = list(rows(self.folder / "corpus.jsonl"))
        queries = list(rows(self.folder / "queries.jsonl"))
        self.docs = [row[0] for row in corpus]
        self.doc_at = {id_: i for i, id_ in enumerate(self.docs)}
        self.doc_texts = [(title or text, f"{title} {text}") for _, title, text in corpus]
        self.doc_wholes = [f"{title}\n{text}" for _, title, text in corpus]
        self.query_wholes = {id_: f"{title}\n{text}" for id_, title, text in queries}
        self.query_texts = {id_: (title or text, f"{title} {text}") for id_, title, text in queries}

    def qrels(self, *splits):
        """Judgements by query: {query: {document: grade}}."""
        found = defaultdict(dict)
        for split in splits:
            with open(self.folder / "qrels" / f"{split}.tsv", encoding="utf-8") as file:
                next(file)
                for line in file:
                    query, doc, grade = line.rstrip("\n").split("\t")
                    if doc in self.doc_at and query in self.query_texts:
                        found[query][doc] = int(grade)
        return dict(found)

    def splits(self):
        return sorted(path.stem for path in (self.folder / "qrels").glob("*.tsv"))

    def group(self, query):
        """Demands of the same words are one group: none is learnt from and measured on at once."""
        text = unicodedata.normalize("NFKC", "".join(self.query_texts[query])).lower()
        return hashlib.sha256("".join(c for c in text if c.isalnum()).encode()).hexdigest()

    def folds(self, qrels, count):
        """Pairs of (train, test) judgements; a group falls into a fold by its hash."""
        fold_of = {query: int(self.group(query), 16) % count for query in qrels}
        for fold in range(count):
            yield (
                {q: d for q, d in qrels.items() if fold_of[q] != fold},
                {q: d for q, d in qrels.items() if fold_of[q] == fold},
            )

    def folder_of(self, target, **splits):
        """Writes a folder with the same rows and other judgements."""
        target = Path(target)
        (target / "qrels").mkdir(parents=True)
        for name in ("corpus.jsonl", "queries.jsonl"):
            os.symlink((self.folder / name).resolve(), target / name)
        for split, qrels in splits.items():
            lines = [f"{q}\t{d}\t{g}" for q, docs in qrels.items() for d, g in docs.items()]
            text = "\n".join(["query-id\tcorpus-id\tscore", *lines]) + "\n"
            (target / "qrels" / f"{split}.tsv").write_text(text, encoding="utf-8")
        return target


def tie(id_):
    """Ties are broken by a hash of the id, never by the order of a file."""
    return hashlib.sha256(id_.encode()).hexdigest()
