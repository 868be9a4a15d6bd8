from flask import request
from flask_login import current_user, login_required
from flask_restful import Resource, abort

from sketches.models import Sketch, db


class SketchResource(Resource):
    @login_required
    def get(self, sketch_id):
        sketch = Sketch.query.get_or_404(sketch_id)
        if not sketch.has_permission(current_user, "read"):
            abort(403)
        return {"name": sketch.name}

    @login_required
    def post(self, sketch_id):
        sketch = Sketch.query.get_or_404(sketch_id)
        if not sketch.has_permission(current_user, "write"):
            abort(403)
        sketch.name = str(request.json["name"])
        db.session.commit()
        return {"name": sketch.name}


class ExportResource(Resource):
    @login_required
    def get(self, sketch_id):
        sketch = Sketch.query.get_or_404(sketch_id)  # found: object-without-owner-check
        return {"name": sketch.name, "events": sketch.events}


def register(api):
    api.add_resource(SketchResource, "/sketches/<int:sketch_id>/")
    api.add_resource(ExportResource, "/sketches/<int:sketch_id>/export/")
