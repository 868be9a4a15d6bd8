from marshmallow import Schema, fields, validate


class MemberSchema(Schema):
    nick = fields.String(required=True, validate=validate.Length(max=40))
    city = fields.String()
