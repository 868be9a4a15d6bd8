from marshmallow import Schema, fields

from scenes.fields import Frozen


class SceneSchema(Schema):
    name = fields.String(required=True)
    camera = Frozen(required=True)
    lights = fields.List(fields.Integer(), load_default=list)
