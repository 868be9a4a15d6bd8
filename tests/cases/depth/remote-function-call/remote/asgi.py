import asyncio

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from remote.calls import decode, encode


async def call(request: Request):
    body = await request.body()
    try:
        wanted = await asyncio.to_thread(decode, body)
    except TypeError as error:
        return PlainTextResponse(str(error), status_code=400)
    result = wanted.function(*wanted.args, **wanted.kwargs)
    return Response(encode(result), media_type="application/octet-stream")


async def health(_request):
    return PlainTextResponse("ok")


app = Starlette(routes=[Route("/call", call, methods=["POST"]), Route("/health", health)])
