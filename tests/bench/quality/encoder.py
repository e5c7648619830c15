"""What does the operator's encoder say? Cosines of the vectors of the service that the program is told of, too."""

import json
import os
import urllib.request

import numpy as np
from sklearn.preprocessing import normalize

BATCH = 64


class Encoder:
    """Vectors of the documents of some data, and of its queries: title and text in one, as the program sends them."""

    def __init__(self, data):
        self.data = data
        prefix = os.environ.get("SCENEPOOL_EMBEDDINGS_DOCUMENT_PREFIX", "")
        self.docs = ask([prefix + whole for whole in data.doc_wholes])

    def scores(self, queries):
        prefix = os.environ.get("SCENEPOOL_EMBEDDINGS_QUERY_PREFIX", "")
        return ask([prefix + self.data.query_wholes[q] for q in queries]) @ self.docs.T


def ask(texts):
    """Unit vectors of texts by `/v1/embeddings`."""
    found = []
    for at in range(0, len(texts), BATCH):
        # What the program sends, too.
        length = os.environ.get("SCENEPOOL_EMBEDDINGS_DIMENSIONS")
        body = {"model": os.environ["SCENEPOOL_EMBEDDINGS_MODEL"], "input": texts[at : at + BATCH]}
        body |= {"dimensions": int(length)} if length else {}
        request = urllib.request.Request(
            os.environ["SCENEPOOL_EMBEDDINGS_URL"],
            json.dumps(body).encode(),
            {"content-type": "application/json",
             "authorization": f"Bearer {os.environ.get('SCENEPOOL_EMBEDDINGS_KEY', '')}"},
        )
        with urllib.request.urlopen(request, timeout=600) as answer:
            lines = json.load(answer)["data"]
        found += [line["embedding"] for line in sorted(lines, key=lambda line: line["index"])]
    return normalize(np.array(found, dtype=np.float32))
