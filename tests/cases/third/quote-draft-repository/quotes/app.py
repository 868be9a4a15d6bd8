import uuid

import redis
from flask import Flask, jsonify, request

from quotes.draft_repository import RedisDraftRepository
from quotes.draft_service import DraftNotFoundError, DraftService

app = Flask(__name__)
service = DraftService(RedisDraftRepository(redis.Redis(host="redis")))


@app.errorhandler(DraftNotFoundError)
def on_not_found(_error: DraftNotFoundError):
    return jsonify(error="no such draft"), 404


@app.post("/drafts")
def create_draft():
    draft_id = str(uuid.uuid4())
    service.store(draft_id, request.get_data())
    return jsonify(id=draft_id), 201


@app.get("/drafts/<uuid:draft_id>")
def open_draft(draft_id: uuid.UUID):
    draft = service.open(str(draft_id))
    return jsonify(lines=len(draft))
