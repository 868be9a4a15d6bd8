"""Which types let only harmless data in? What a declared field of a schema may still hold of its sender's writing.

A text, bytes, and anything untyped still are the sender's: a pickle travels well in a string.
"""

from __future__ import annotations

from bearproof.catalog.rows import Kind

#: Types of which no value can feed a deserializer.
PLAIN: frozenset[str] = frozenset(
    {
        *(f"builtins.{name}" for name in ("int", "float", "bool", "complex", "None")),
        "decimal.Decimal",
        "fractions.Fraction",
        "uuid.UUID",
        "datetime.datetime",
        "datetime.date",
        "datetime.time",
        "datetime.timedelta",
        "ipaddress.IPv4Address",
        "ipaddress.IPv6Address",
        *(
            f"pydantic.{name}"
            for name in (
                "StrictInt", "StrictFloat", "StrictBool", "PositiveInt", "NegativeInt", "NonNegativeInt",
                "NonPositiveInt", "PositiveFloat", "NegativeFloat", "NonNegativeFloat", "NonPositiveFloat",
                "FiniteFloat", "conint", "confloat", "condecimal", "condate", "UUID1", "UUID3", "UUID4", "UUID5",
                "PastDate", "FutureDate", "AwareDatetime", "NaiveDatetime", "PastDatetime", "FutureDatetime",
                "IPvAnyAddress", "ByteSize", "EmailStr",
            )
        ),
    }
)  # fmt: skip

_TYPING = ("typing", "typing_extensions")
LITERALS: frozenset[str] = frozenset(f"{home}.Literal" for home in _TYPING)
ANNOTATED: frozenset[str] = frozenset(
    f"{home}.{name}" for home in _TYPING for name in ("Annotated", "Required", "NotRequired", "Final", "ClassVar")
)
#: What `Annotated` may say of a function that is given the data before, behind or instead of the type.
VALIDATING: frozenset[str] = frozenset(
    f"{home}.{name}"
    for home in ("pydantic", "pydantic.functional_validators")
    for name in ("BeforeValidator", "AfterValidator", "PlainValidator", "WrapValidator")
)
CHOICES: frozenset[str] = frozenset(f"{home}.{name}" for home in _TYPING for name in ("Optional", "Union"))
MAPPINGS: frozenset[str] = frozenset(
    {
        "builtins.dict",
        *(f"{home}.{name}" for home in ("typing", "collections.abc") for name in ("Mapping", "MutableMapping")),
        "typing.Dict",
        "collections.OrderedDict",
        "collections.defaultdict",
    }
)
LISTS: frozenset[str] = frozenset(
    {
        *(f"builtins.{name}" for name in ("list", "tuple", "set", "frozenset")),
        *(f"typing.{name}" for name in ("List", "Tuple", "Set", "FrozenSet")),
        *(
            f"{home}.{name}"
            for home in ("typing", "collections.abc")
            for name in ("Sequence", "Iterable", "Collection", "MutableSequence")
        ),
    }
)

#: Schemas whose fields are objects of field classes, and those of these classes that let only numbers and the like in.
FIELD_SCHEMAS: frozenset[str] = frozenset(
    {
        "marshmallow.Schema",
        "apiflask.Schema",
        "rest_framework.serializers.Serializer",
        "rest_framework.serializers.ModelSerializer",
        "wtforms.Form",
        "flask_wtf.FlaskForm",
        "django.forms.Form",
    }
)
PLAIN_FIELDS: frozenset[str] = frozenset(
    {
        *(
            f"{name}{end}"
            for end in ("", "Field")
            for name in (
                "Integer", "Int", "Float", "Decimal", "Number", "Boolean", "Bool", "DateTime", "AwareDateTime",
                "NaiveDateTime", "Date", "Time", "TimeDelta", "Duration", "UUID", "Enum", "IP", "IPv4", "IPv6",
                "Email", "Choice", "NullBoolean", "Select", "IPAddress",
            )
        ),
    }
)  # fmt: skip

#: Fields that are told by their arguments how they read: by a function, or by another schema or field.
INDIRECT: frozenset[str] = frozenset({"Method", "Function", "Nested", "List", "Pluck", "ListField", "FormField"})
#: Where field classes come from, and the methods by which a child of one reads what was sent, the first that it has.
FIELD_HOMES: tuple[str, ...] = (
    "marshmallow.", "webargs.fields.", "flask_marshmallow.", "apiflask.fields.", "rest_framework.", "django.forms.",
    "wtforms.", "flask_wtf.",
)  # fmt: skip
FIELD_MODULES: tuple[str, ...] = (
    "marshmallow.fields", "webargs.fields", "apiflask.fields", "rest_framework.serializers", "wtforms",
    "wtforms.fields",
)  # fmt: skip
READERS: tuple[str, ...] = (
    "_deserialize",
    "deserialize",
    "to_internal_value",
    "process_formdata",
    "to_python",
    "clean",
)
#: Classes whose objects are made with what was sent; of these, those that take it out of the request by themselves.
FORMS: frozenset[str] = FIELD_SCHEMAS - {"marshmallow.Schema", "apiflask.Schema"}
READS_REQUEST: frozenset[str] = frozenset({"flask_wtf.FlaskForm"})
READS_REQUEST_AS: tuple[Kind, str] = (Kind.FORM, "the form")

#: Calls that decode with a type: its position and keyword, and the position of the data.
TYPED_DECODERS: dict[str, tuple[int, str, int]] = {
    "msgspec.json.decode": (-1, "type", 0),
    "msgspec.msgpack.decode": (-1, "type", 0),
    "msgspec.yaml.decode": (-1, "type", 0),
    "msgspec.toml.decode": (-1, "type", 0),
    "msgspec.convert": (1, "type", 0),
    "msgspec.json.Decoder.decode": (0, "type", 0),
    "msgspec.msgpack.Decoder.decode": (0, "type", 0),
    "pydantic.TypeAdapter.validate_python": (0, "type", 0),
    "pydantic.TypeAdapter.validate_json": (0, "type", 0),
    "pydantic.parse_obj_as": (0, "type_", 1),
}
#: Those of them whose type was given to the object's constructor.
MADE_WITH_TYPE: frozenset[str] = frozenset({"msgspec.json.Decoder", "msgspec.msgpack.Decoder", "pydantic.TypeAdapter"})
#: Class methods of a schema by which it takes data in.
VALIDATORS: frozenset[str] = frozenset(
    f"pydantic.BaseModel.{name}"
    for name in ("model_validate", "model_validate_json", "model_validate_strings", "parse_obj")
)
