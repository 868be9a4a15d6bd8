import base64

from flask import Flask, jsonify, request

from thumbs import tasks

app = Flask("thumbs")


@app.post("/images/<int:image_id>/resize")
def resize(image_id):
    plan = base64.urlsafe_b64encode(request.get_data()).decode()
    result = tasks.resize.delay(image_id, plan)
    return jsonify(task=result.id), 202


@app.get("/tasks/<task_id>")
def state(task_id):
    return jsonify(state=tasks.resize.AsyncResult(task_id).state)
