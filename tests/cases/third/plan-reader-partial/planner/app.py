from quart import Quart, jsonify, request

from planner.reading import read_plan, steps

app = Quart(__name__)


@app.post("/plans")
async def receive():
    body = await request.get_data(as_text=True)
    plan = read_plan(body)  # found: yaml-from-request
    return jsonify(dict(steps(plan)))
