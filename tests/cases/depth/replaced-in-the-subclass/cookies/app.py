from flask import Flask, jsonify, request
from flask.views import MethodView

from cookies.modern import JSONCookieReader


class State(MethodView):
    def get(self):
        return jsonify(keys=JSONCookieReader(request.cookies).keys())

    def delete(self):
        response = jsonify(deleted=True)
        response.delete_cookie(JSONCookieReader.name)
        return response


app = Flask(__name__)
app.add_url_rule("/state", view_func=State.as_view("state"))
