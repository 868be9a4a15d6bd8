from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from remote.catalog import FUNCTIONS
from remote.snapshot import size, write


async def call(request):
    wanted = await request.json()
    function = FUNCTIONS.get(wanted["function"])
    if function is None:
        return JSONResponse({"error": "unknown function"}, status_code=404)
    return JSONResponse({"result": function(*wanted["args"])})


async def snapshot(_request):
    write(FUNCTIONS)
    return JSONResponse({"functions": size()})


app = Starlette(routes=[Route("/call", call, methods=["POST"]), Route("/snapshot", snapshot, methods=["POST"])])
