from quart import Quart, jsonify, request

from imports.work import DONE, QUEUE, Import, work

app = Quart(__name__)


@app.before_serving
async def start():
    app.add_background_task(work)


@app.post("/imports/<name>")
async def enqueue(name):
    files = await request.files
    text = files["import"].read().decode("utf-8")
    await QUEUE.put(Import(name=name, text=text))
    return jsonify(queued=QUEUE.qsize()), 202


@app.get("/imports")
async def done():
    return jsonify({name: type(value).__name__ for name, value in DONE.items()})
