from flask import Blueprint, jsonify

from .entries import read_entries
from .inject import with_body

bp = Blueprint("ledger", __name__)


@bp.post("/accounts/<int:account>/entries")
@with_body("blob", limit=1 << 20)
def add(account, blob):
    entries = read_entries(blob)
    return jsonify(account=account, entries=len(entries)), 201
