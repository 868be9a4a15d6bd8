import os

from flask import Flask, request

from events.manager import KafkaManager

app = Flask(__name__)
manager = KafkaManager(os.environ.get("KAFKA_URL", "localhost:9092"))


@app.post("/events")
def post_event():
    manager.publish_raw(request.get_data())
    return "", 202
