from flask_restful import Resource, reqparse

from .types import opaque, positive

parser = reqparse.RequestParser()
parser.add_argument("state", type=opaque, location="args", required=True)
parser.add_argument("step", type=positive, location="args", default=1)


class Step(Resource):
    def get(self):
        args = parser.parse_args()
        return {"step": args["step"], "answers": len(args["state"])}
