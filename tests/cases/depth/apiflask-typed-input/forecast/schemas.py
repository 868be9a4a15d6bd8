from apiflask import Schema
from apiflask.fields import Integer, List, Float, String
from apiflask.validators import Length, OneOf, Range


class ForecastIn(Schema):
    region = Integer(required=True, validate=Range(1, 99))
    horizon = String(load_default="day", validate=OneOf(["hour", "day", "week"]))
    values = List(Float(), required=True, validate=Length(min=3))


class ForecastOut(Schema):
    values = List(Float())
