from flask import Flask, jsonify, request

from survey.wrappers import SurveyRequest


class SurveyApp(Flask):
    request_class = SurveyRequest


app = SurveyApp(__name__)


@app.post("/answers")
def answers():
    given = request.answers
    return jsonify(count=len(given))
