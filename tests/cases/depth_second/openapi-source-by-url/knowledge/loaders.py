import hashlib
from io import StringIO

import requests
import yaml


class TextLoader:
    @staticmethod
    def load_data(source):
        return {"doc_id": hashlib.sha256(source.encode()).hexdigest(), "data": [source]}


class OpenAPILoader:
    @staticmethod
    def _opened(source):
        answer = requests.get(source, timeout=15)
        answer.raise_for_status()
        return StringIO(answer.text)

    @staticmethod
    def load_data(source):
        rows = []
        with OpenAPILoader._opened(source) as file:
            document = yaml.load(file, Loader=yaml.Loader)  # found: yaml-from-request
        for number, (key, value) in enumerate(document.items(), start=1):
            rows.append({"content": f"{key}: {value}", "row": number})
        digest = hashlib.sha256((source + str(len(rows))).encode()).hexdigest()
        return {"doc_id": digest, "data": rows}


LOADERS = {"text": TextLoader, "openapi": OpenAPILoader}
