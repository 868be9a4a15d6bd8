import json
import logging
import pickle

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from runnerd.params import Params

logger = logging.getLogger(__name__)


class RunnerApp:
    def __init__(self, runner):
        self.runner = runner

    def routes(self):
        return [
            Route(f"/{name}", self._handler_for(method), methods=["POST"])
            for name, method in self.runner.methods().items()
        ]

    def _handler_for(self, method):
        async def handle(request: Request) -> Response:
            arg_num = int(request.headers["args-number"])
            body = await request.body()
            if arg_num == 1:
                params = Params.single(json.loads(body))
            else:
                params = pickle.loads(body)  # found: pickle-from-request
            try:
                return JSONResponse(await method(*params.args, **params.kwargs))
            except ValueError as problem:
                logger.warning("runner refused: %s", problem)
                return JSONResponse({"error": str(problem)}, status_code=400)

        return handle

    def build(self):
        return Starlette(routes=self.routes())
