from marshmallow import INCLUDE, Schema, fields


class MemberSchema(Schema):
    class Meta:
        unknown = INCLUDE

    nick = fields.String(required=True)
    city = fields.String()
