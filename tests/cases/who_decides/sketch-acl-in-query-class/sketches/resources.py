from flask import request
from flask_login import login_required
from flask_restful import Resource

from sketches.models import Sketch, db


class SketchResource(Resource):
    @login_required
    def get(self, sketch_id):
        return {"name": Sketch.get_with_acl(sketch_id).name}

    @login_required
    def post(self, sketch_id):
        sketch = Sketch.get_with_acl(sketch_id, "write")
        sketch.name = str(request.json["name"])
        db.session.commit()
        return {"name": sketch.name}


class ExportResource(Resource):
    @login_required
    def get(self, sketch_id):
        sketch = Sketch.get_with_acl(sketch_id)
        return {"name": sketch.name, "events": sketch.events}


def register(api):
    api.add_resource(SketchResource, "/sketches/<int:sketch_id>/")
    api.add_resource(ExportResource, "/sketches/<int:sketch_id>/export/")
