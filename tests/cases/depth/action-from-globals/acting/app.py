from flask import Flask, request

from acting.actions import perform
from acting.answers import answer, failure

app = Flask(__name__)


@app.post("/actions/<name>")
def act(name):
    try:
        return answer(perform(name, request.get_json()))
    except (KeyError, TypeError) as error:
        return failure(error)
