"""What does a declared type look like on the wire? JSON Schema for the types, fields and validators of the libraries.

Keys are qualified names. What is not listed is a value of which nothing is said.
"""

from __future__ import annotations

from collections.abc import Mapping

Shape = Mapping[str, object]

_TEXT: Shape = {"type": "string"}
_WHOLE: Shape = {"type": "integer"}
_NUMBER: Shape = {"type": "number"}
_TRUTH: Shape = {"type": "boolean"}
_LIST: Shape = {"type": "array"}
_OBJECT: Shape = {"type": "object"}


def _format(name: str) -> Shape:
    return {"type": "string", "format": name}


_POSITIVE = {"exclusiveMinimum": 0}
_NEGATIVE = {"exclusiveMaximum": 0}

#: Types as annotations name them.
TYPES: Mapping[str, Shape] = {
    "builtins.str": _TEXT,
    "builtins.int": _WHOLE,
    "builtins.float": _NUMBER,
    "builtins.bool": _TRUTH,
    "builtins.bytes": _format("binary"),
    "builtins.dict": _OBJECT,
    **{f"builtins.{name}": _LIST for name in ("list", "tuple")},
    **{f"builtins.{name}": {**_LIST, "uniqueItems": True} for name in ("set", "frozenset")},
    **{f"typing.{name}": _LIST for name in ("List", "Tuple", "Sequence", "Iterable", "Collection")},
    **{f"typing.{name}": {**_LIST, "uniqueItems": True} for name in ("Set", "FrozenSet", "AbstractSet")},
    **{f"collections.abc.{name}": _LIST for name in ("Sequence", "Iterable", "Collection", "MutableSequence")},
    **{f"typing.{name}": _OBJECT for name in ("Dict", "Mapping", "MutableMapping")},
    **{f"collections.abc.{name}": _OBJECT for name in ("Mapping", "MutableMapping")},
    "decimal.Decimal": _NUMBER,
    "fractions.Fraction": _NUMBER,
    "uuid.UUID": _format("uuid"),
    "datetime.datetime": _format("date-time"),
    "datetime.date": _format("date"),
    "datetime.time": _format("time"),
    "datetime.timedelta": _format("duration"),
    "ipaddress.IPv4Address": _format("ipv4"),
    "ipaddress.IPv6Address": _format("ipv6"),
    "pathlib.Path": _TEXT,
    **{f"pydantic.{name}": _TEXT for name in ("StrictStr", "SecretStr", "constr", "StringConstraints")},
    **{f"pydantic.{name}": _WHOLE for name in ("StrictInt", "conint", "ByteSize")},
    **{f"pydantic.{name}": _NUMBER for name in ("StrictFloat", "confloat", "condecimal", "FiniteFloat")},
    "pydantic.StrictBool": _TRUTH,
    "pydantic.StrictBytes": _format("binary"),
    "pydantic.PositiveInt": {**_WHOLE, **_POSITIVE},
    "pydantic.NegativeInt": {**_WHOLE, **_NEGATIVE},
    "pydantic.NonNegativeInt": {**_WHOLE, "minimum": 0},
    "pydantic.NonPositiveInt": {**_WHOLE, "maximum": 0},
    "pydantic.PositiveFloat": {**_NUMBER, **_POSITIVE},
    "pydantic.NegativeFloat": {**_NUMBER, **_NEGATIVE},
    "pydantic.NonNegativeFloat": {**_NUMBER, "minimum": 0},
    "pydantic.NonPositiveFloat": {**_NUMBER, "maximum": 0},
    **{f"pydantic.{name}": _format("uuid") for name in ("UUID1", "UUID3", "UUID4", "UUID5")},
    **{f"pydantic.{name}": _format("date") for name in ("PastDate", "FutureDate", "condate")},
    **{
        f"pydantic.{name}": _format("date-time")
        for name in ("AwareDatetime", "NaiveDatetime", "PastDatetime", "FutureDatetime")
    },
    "pydantic.EmailStr": _format("email"),
    "pydantic.NameEmail": _format("email"),
    **{f"pydantic.{name}": _format("uri") for name in ("AnyUrl", "AnyHttpUrl", "HttpUrl", "FileUrl")},
    "pydantic.IPvAnyAddress": _TEXT,
    "pydantic.conlist": _LIST,
    "pydantic.conset": {**_LIST, "uniqueItems": True},
    "werkzeug.datastructures.FileStorage": _format("binary"),
    "flask_openapi3.FileStorage": _format("binary"),
}

#: What the arguments of `Field`, `Meta`, `constr` and the like say, by the kind of value they are said of.
LIMITS: Mapping[str, str] = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
    "multiple_of": "multipleOf",
    "pattern": "pattern",
    "regex": "pattern",
    "min_length": "minLength",
    "max_length": "maxLength",
    "min_items": "minItems",
    "max_items": "maxItems",
    "title": "title",
    "description": "description",
}
#: The same of a list.
OF_LISTS: Mapping[str, str] = {"minLength": "minItems", "maxLength": "maxItems"}
#: Calls that say such things of a field, with the arguments that are its default, by position and name.
FIELDS: frozenset[str] = frozenset(
    {
        *(f"pydantic.{name}" for name in ("Field", "constr", "conint", "confloat", "condecimal", "conlist", "conset")),
        "pydantic.StringConstraints",
        "pydantic.types.StringConstraints",
        *(f"{home}.{name}" for home in ("fastapi", "fastapi.params") for name in ("Query", "Body", "Form", "Header")),
        *(f"fastapi.{name}" for name in ("Cookie", "Path", "File")),
        "msgspec.Meta",
        "msgspec.field",
        "dataclasses.field",
        "attrs.field",
        *(f"attr.{name}" for name in ("ib", "attrib", "field")),
        *(f"annotated_types.{name}" for name in ("Ge", "Gt", "Le", "Lt", "MinLen", "MaxLen", "MultipleOf")),
    }
)
#: What the first argument of a bound means, by the call.
BOUNDS: Mapping[str, str] = {
    "annotated_types.Ge": "minimum",
    "annotated_types.Gt": "exclusiveMinimum",
    "annotated_types.Le": "maximum",
    "annotated_types.Lt": "exclusiveMaximum",
    "annotated_types.MinLen": "minLength",
    "annotated_types.MaxLen": "maxLength",
    "annotated_types.MultipleOf": "multipleOf",
}
DEFAULTS: frozenset[str] = frozenset({"default", "default_factory", "factory"})
#: The name that a field has on the wire.
ALIASES: frozenset[str] = frozenset({"alias", "validation_alias", "name"})

#: Fields of schemas that are objects, by the last part of their class's name.
FIELD_OBJECTS: Mapping[str, Shape] = {
    **dict.fromkeys(("String", "Str"), _TEXT),
    **dict.fromkeys(("Integer", "Int"), _WHOLE),
    **dict.fromkeys(("Float", "Decimal", "Number", "Arbitrary"), _NUMBER),
    **dict.fromkeys(("Boolean", "Bool"), _TRUTH),
    **dict.fromkeys(("DateTime", "AwareDateTime", "NaiveDateTime"), _format("date-time")),
    "Date": _format("date"),
    "Time": _format("time"),
    **dict.fromkeys(("TimeDelta", "Duration"), _WHOLE),
    "UUID": _format("uuid"),
    "Email": _format("email"),
    **dict.fromkeys(("Url", "URL"), _format("uri")),
    "IPv4": _format("ipv4"),
    "IPv6": _format("ipv6"),
    "IP": _TEXT,
    **dict.fromkeys(("Dict", "Mapping"), _OBJECT),
    **dict.fromkeys(("List", "Tuple"), _LIST),
    "File": _format("binary"),
    "Raw": {},
}
#: Fields of forms.
FORM_FIELDS: Mapping[str, Shape] = {
    **dict.fromkeys(("StringField", "TextAreaField", "PasswordField", "HiddenField", "SearchField", "TelField"), _TEXT),
    **dict.fromkeys(("SelectField", "RadioField"), _TEXT),
    **dict.fromkeys(("IntegerField", "IntegerRangeField"), _WHOLE),
    **dict.fromkeys(("FloatField", "DecimalField", "DecimalRangeField"), _NUMBER),
    "BooleanField": _TRUTH,
    "DateTimeField": _format("date-time"),
    "DateTimeLocalField": _format("date-time"),
    "DateField": _format("date"),
    "TimeField": _format("time"),
    "EmailField": _format("email"),
    "URLField": _format("uri"),
    **dict.fromkeys(("SelectMultipleField", "FieldList"), _LIST),
    **dict.fromkeys(("FileField", "MultipleFileField"), _format("binary")),
}
#: Fields of forms that nobody sends.
UNSENT: frozenset[str] = frozenset({"SubmitField"})
#: Validators: their arguments by position, and what each says; `limits` are those of a number, `size` of a text.
VALIDATORS: Mapping[str, tuple[str, ...]] = {
    "Range": ("min", "max"),
    "NumberRange": ("min", "max"),
    "Length": ("min", "max"),
}
OF_NUMBERS: Mapping[str, str] = {"min": "minimum", "max": "maximum"}
OF_TEXTS: Mapping[str, str] = {"min": "minLength", "max": "maxLength"}
#: Validators without which a form takes nothing.
NEEDED: frozenset[str] = frozenset({"DataRequired", "InputRequired", "FileRequired"})
#: Classes whose objects a form fills from the request by themselves.
FORMS: frozenset[str] = frozenset({"wtforms.Form", "flask_wtf.FlaskForm", "flask_wtf.form.FlaskForm", "flask_wtf.Form"})
