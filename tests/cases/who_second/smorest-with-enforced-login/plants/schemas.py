from marshmallow import Schema, fields


class PlantSchema(Schema):
    id = fields.Int(dump_only=True)
    name = fields.Str(required=True)
    water = fields.Int(load_default=1)
