"""What did the request's body say, as the type that the view asks for? Read from bytes, strictly, or refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, cast

from flask import Request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from bearproof.guard import strict_json
from bearproof.guard.answers import Refusal

#: So many mistakes of a body are told.
_MOST_TOLD = 20
_DETAILS = {
    "not-json": "the body is not JSON",
    "not-utf-8": "the body is not UTF-8",
    "too-deep": "the body nests too deep",
    "duplicate-name": "a name stands twice in one object",
    "not-finite": "a number is not finite",
    "half-character": "a text has half of a surrogate pair",
}


class _Model(Protocol):
    @classmethod
    def model_validate_json(cls, json_data: bytes, *, strict: bool, extra: str) -> object: ...


class _Mistakes(Protocol):
    def errors(self, *, include_url: bool, include_context: bool, include_input: bool) -> list[dict[str, object]]: ...


def read(request: Request, model: type, *, longest: int, depth: int) -> object:
    """The body as the model, or the refusal."""
    unfit = _unfit(request)
    if unfit is not None:
        return unfit
    request.max_content_length = longest
    try:
        raw = request.get_data()
    except RequestEntityTooLarge:
        return Refusal(413, "body-too-long")
    except (ClientDisconnected, OSError):
        return Refusal(400, "body-unreadable")
    try:
        strict_json.read(raw, depth=depth)
    except strict_json.NotStrict as problem:
        return Refusal(400, "body-" + problem.reason, detail=_DETAILS[problem.reason])
    return _validated(raw, model)


def _unfit(request: Request) -> Refusal | None:
    if request.mimetype != "application/json" and not request.mimetype.endswith("+json"):
        return Refusal(415, "body-type", detail="the body must be application/json")
    if request.mimetype_params.get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
        return Refusal(415, "body-charset", detail="JSON is UTF-8")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        return Refusal(415, "body-encoding", detail="the body must not be compressed")
    return None


def _validated(raw: bytes, model: type) -> object:
    from pydantic import ValidationError  # noqa: PLC0415  # only apps that have models need it

    try:
        return cast("_Model", model).model_validate_json(raw, strict=True, extra="forbid")
    except ValidationError as problem:
        mistakes = cast("_Mistakes", problem).errors(include_url=False, include_context=False, include_input=False)
        return Refusal(422, "body-invalid", errors=tuple(_told(mistakes)))
    except RecursionError:
        return Refusal(400, "body-too-deep", detail=_DETAILS["too-deep"])


def _told(mistakes: list[dict[str, object]]) -> Iterable[tuple[str, str]]:
    for mistake in mistakes[:_MOST_TOLD]:
        place = cast("tuple[str | int, ...]", mistake["loc"])
        pointer = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in place)
        yield pointer, str(mistake["msg"])
