from flask import Flask, abort, jsonify, request

from knowledge.loaders import LOADERS

app = Flask(__name__)
DOCUMENTS = {}


@app.post("/add")
def add():
    wanted = request.get_json()
    loader = LOADERS.get(wanted.get("data_type", "text"))
    if loader is None:
        abort(400)
    loaded = loader.load_data(wanted["source"])
    DOCUMENTS[loaded["doc_id"]] = loaded["data"]
    return jsonify(id=loaded["doc_id"], rows=len(loaded["data"]))
