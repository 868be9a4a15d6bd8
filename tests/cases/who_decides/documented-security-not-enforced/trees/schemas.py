from marshmallow import Schema, fields


class TreeSchema(Schema):
    owner = fields.String(dump_only=True)
    species = fields.String(required=True)
