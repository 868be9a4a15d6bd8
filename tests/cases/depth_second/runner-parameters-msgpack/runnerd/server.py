import pickle
from pathlib import Path

import msgpack
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

TRAIL = Path("/var/log/runnerd/answers.bin")


def leave_trail(answer):
    with TRAIL.open("ab") as trail:
        trail.write(pickle.dumps(answer))


class RunnerApp:
    def __init__(self, runner):
        self.runner = runner

    def _handler_for(self, method):
        async def handle(request):
            arg_num = int(request.headers["args-number"])
            values = msgpack.unpackb(await request.body(), raw=False)
            args = (values,) if arg_num == 1 else tuple(values[:arg_num])
            answer = await method(*args)
            leave_trail(answer)
            return Response(msgpack.packb(answer), media_type="application/msgpack")

        return handle

    def build(self):
        routes = [Route("/" + name, self._handler_for(m), methods=["POST"]) for name, m in self.runner.items()]
        return Starlette(routes=routes)
