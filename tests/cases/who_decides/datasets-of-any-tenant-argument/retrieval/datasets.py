from flask import Blueprint, jsonify, request

from retrieval.guarding import token_required
from retrieval.models import Dataset, db

manager = Blueprint("datasets", __name__, url_prefix="/v1/datasets")


@manager.post("/")
@token_required
def create(tenant_id):
    dataset = Dataset(id=str(request.json["id"]), tenant_id=tenant_id, name=str(request.json["name"]))
    db.session.add(dataset)
    db.session.commit()
    return jsonify(code=0, id=dataset.id)


@manager.get("/")
@token_required
def listing(_tenant_id):
    found = Dataset.query.filter_by(tenant_id=request.args["tenant_id"])  # found: object-without-owner-check
    return jsonify(code=0, data=[dataset.name for dataset in found])


@manager.delete("/<dataset_id>")
@token_required
def drop(tenant_id, dataset_id):
    dataset = Dataset.query.filter_by(id=dataset_id, tenant_id=tenant_id).first_or_404()
    db.session.delete(dataset)
    db.session.commit()
    return jsonify(code=0)
