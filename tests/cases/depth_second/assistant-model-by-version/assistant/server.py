from sanic import Sanic
from sanic.exceptions import BadRequest, NotFound
from sanic.response import json as answer

from assistant.agent import Agent, NoSuchModel

app = Sanic("assistant")


def version_of(body):
    try:
        return int(body["version"])
    except (KeyError, TypeError, ValueError) as problem:
        raise BadRequest("a version number is needed") from problem


@app.put("/model")
async def load_model(request):
    version = version_of(request.json or {})
    try:
        app.ctx.agent = Agent.load(version)
    except NoSuchModel as problem:
        raise NotFound(f"version {version} is not here") from problem
    return answer({"version": version})


@app.post("/parse")
async def parse(request):
    labels = app.ctx.agent.pipeline.predict([str(request.json["text"])])
    return answer({"intent": str(labels[0])})
