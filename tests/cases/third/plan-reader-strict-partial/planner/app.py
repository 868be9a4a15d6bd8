from quart import Quart, jsonify, request

from planner.reading import DEFAULT_PLAN, read_plan, steps

app = Quart(__name__)


@app.post("/plans")
async def receive():
    body = await request.get_data(as_text=True)
    return jsonify(steps(read_plan(body) if body else DEFAULT_PLAN))
