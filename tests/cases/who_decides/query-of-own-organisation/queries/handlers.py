from flask import request
from flask_login import current_user, login_required
from flask_restful import Resource, abort

from queries.models import Query, db


def get_object_or_404(look_up, *args):
    found = look_up(*args)
    if found is None:
        abort(404)
    return found


class OrgResource(Resource):
    decorators = (login_required,)

    @property
    def org_id(self):
        return current_user.org_id


class QueryResource(OrgResource):
    def get(self, query_id):
        query = get_object_or_404(Query.get_by_id_and_org, query_id, self.org_id)
        return {"name": query.name, "text": query.text}

    def post(self, query_id):
        query = get_object_or_404(Query.get_by_id_and_org, query_id, self.org_id)
        query.text = str(request.json["query"])
        db.session.commit()
        return {"name": query.name}


def register(api):
    api.add_resource(QueryResource, "/api/queries/<int:query_id>")
