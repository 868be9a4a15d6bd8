"""How does a request get to the app? Through httpx, to one address, without proxies, redirects or a cookie jar."""

from __future__ import annotations

import contextlib
import time
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from bearproof.errors import UsageProblem
from bearproof.probe.answer import Answer
from bearproof.probe.request import Request

if TYPE_CHECKING:
    import httpx

#: More of an answer is not read.
MOST_BYTES = 2 * 1024 * 1024
REQUEST_HEADER = "X-Bearproof-Request"


class Unanswered(Exception):
    """The app did not answer: it closed the connection, took too long, or is gone."""


class TransportMissing(UsageProblem):
    """The library that sends requests is not installed."""


class Transport(Protocol):
    """Whatever sends a request and brings the answer."""

    def send(self, request: Request, *, credential: str, number: str) -> Answer:
        """The answer to the request; raises Unanswered."""


class HttpTransport:
    """Real requests to one base address, which the caller has checked."""

    def __init__(self, base: str, *, timeout: float = 10.0) -> None:
        try:
            import httpx  # noqa: PLC0415  # an extra: only a live run needs it
        except ImportError:
            raise TransportMissing(
                "asking a running app needs httpx", advice='install it: pip install "bearproof[probe]"'
            ) from None
        self._httpx, self._timeout = httpx, timeout
        # The environment may name a proxy, and no request of ours may go there.
        self._client = httpx.Client(base_url=base, timeout=timeout, follow_redirects=False, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> None:
        self._client.close()

    def send(self, request: Request, *, credential: str, number: str) -> Answer:
        """See `Transport`."""
        headers = {**request.headers, REQUEST_HEADER: number}
        if credential:
            headers["Authorization"] = credential
        if request.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in request.cookies.items())
        with contextlib.ExitStack() as stack:
            try:
                answer = stack.enter_context(self._stream(request, headers))
                return Answer(number, answer.status_code, tuple(answer.headers.multi_items()), self._body(answer))
            except self._httpx.HTTPError as problem:
                raise Unanswered(f"{type(problem).__name__} at {request.method} {request.path}") from problem
            finally:
                # The app's cookies belong to nobody here: each request is whole by itself.
                self._client.cookies.clear()

    def _stream(self, request: Request, headers: dict[str, str]) -> contextlib.AbstractContextManager[httpx.Response]:
        content = request.body or None
        if content is not None:
            headers.setdefault("Content-Type", "application/octet-stream")
        return self._client.stream(
            request.method,
            request.path,
            params=dict(request.query) or None,
            headers=headers,
            content=content,
            data=dict(request.form) or None,
            files={name: ("file", raw) for name, raw in request.files.items()} or None,
            json=request.json,
        )

    def _body(self, answer: httpx.Response) -> bytes:
        """The body up to the limit. An answer in drops keeps within the time of each read: the whole has one too."""
        deadline, body = time.monotonic() + self._timeout, b""
        for chunk in answer.iter_bytes():
            body += chunk
            if len(body) >= MOST_BYTES:
                break
            if time.monotonic() > deadline:
                raise Unanswered(f"the answer did not end within {self._timeout:g} s")
        return body[:MOST_BYTES]
