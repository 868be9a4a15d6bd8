from flask import Flask, request

from firmware.job import Job

app = Flask(__name__)


@app.post("/jobs/<int:device>")
def enqueue(device):
    image = request.args.get("image", type=int)
    if image is None:
        return "image is a number", 400
    Job(device, image).push()
    return "", 202
