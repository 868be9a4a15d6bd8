from sanic import Sanic
from sanic.response import empty
from sanic.response import json as answer

from assistant.agent import Agent

app = Sanic("assistant")
app.ctx.agent = Agent()


@app.put("/model")
async def load_model(request):
    if not request.body:
        return answer({"reason": "No path to model file defined in request_body."}, status=400)
    model_path = request.json.get("model_file")
    if not model_path:
        return answer({"reason": "model_file is missing"}, status=400)
    app.ctx.agent = Agent.load(model_path)
    return empty()


@app.delete("/model")
async def unload_model(_):
    app.ctx.agent = Agent()
    return empty()


@app.get("/status")
async def status(_):
    return answer({"ready": app.ctx.agent.is_ready(), "model": app.ctx.agent.source})
