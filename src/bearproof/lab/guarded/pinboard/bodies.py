"""How a request becomes a value: from bytes through a strict schema, in one step."""

from __future__ import annotations

from typing import TypeVar

from flask import request

from .schemas import Strict

Schema = TypeVar("Schema", bound=Strict)


def read_body(schema: type[Schema]) -> Schema:
    """The JSON body as a value of the schema; ValidationError becomes a 422."""
    return schema.model_validate_json(request.get_data(cache=False))


def read_query(schema: type[Schema]) -> Schema:
    """The query string as a value of the schema; an unknown parameter is refused."""
    return schema.model_validate(request.args.to_dict())
