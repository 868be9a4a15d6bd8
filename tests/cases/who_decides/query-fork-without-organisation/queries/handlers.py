from flask import request
from flask_login import current_user, login_required
from flask_restful import Resource

from queries.models import Query, db


class QueryResource(Resource):
    decorators = (login_required,)

    def get(self, query_id):
        query = Query.get_by_id_and_org(query_id, current_user.org_id)
        return {"name": query.name, "text": query.text}

    def post(self, query_id):
        query = Query.get_by_id_and_org(query_id, current_user.org_id)
        query.text = str(request.json["query"])
        db.session.commit()
        return {"name": query.name}


class ForkResource(Resource):
    decorators = (login_required,)

    def post(self, query_id):
        origin = Query.query.get_or_404(query_id)  # found: object-without-owner-check
        copy = Query(org_id=current_user.org_id, name=f"Copy of {origin.name}", text=origin.text)
        db.session.add(copy)
        db.session.commit()
        return {"id": copy.id, "text": copy.text}


def register(api):
    api.add_resource(QueryResource, "/api/queries/<int:query_id>")
    api.add_resource(ForkResource, "/api/queries/<int:query_id>/fork")
