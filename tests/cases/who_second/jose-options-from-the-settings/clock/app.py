from datetime import datetime, timezone

from flask import Flask, g
from flask_restful import Api, Resource

from clock.auth import employee_required

STAMPS = {}


class Stamps(Resource):
    method_decorators = (employee_required,)

    def get(self):
        return STAMPS.get(g.employee, [])

    def post(self):
        STAMPS.setdefault(g.employee, []).append(datetime.now(timezone.utc).isoformat())
        return {"count": len(STAMPS[g.employee])}, 201


app = Flask(__name__)
api = Api(app)
api.add_resource(Stamps, "/stamps")
