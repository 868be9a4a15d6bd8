import asyncio
import base64
import pickle as pk

from flask import Flask, jsonify

app = Flask(__name__)


async def unpack(ticket: str):
    # Links lose their padding in mail clients, so put it back.
    padded = f"{ticket}{'=' * (-len(ticket) % 4)}"
    await asyncio.sleep(0)
    return pk.loads(base64.urlsafe_b64decode(padded))  # found: pickle-from-request


@app.get("/share/<path:ticket>")
async def share(ticket):
    document = await unpack(ticket)
    return jsonify(title=document["title"])
