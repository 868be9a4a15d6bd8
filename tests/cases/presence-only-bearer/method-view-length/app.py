from flask import Flask, abort, jsonify, request
from flask.views import MethodView

app = Flask(__name__)


class ProtectedView(MethodView):
    def dispatch_request(self, **kwargs):
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or len(token) < 20:  # found: presence-only-bearer
            abort(401)
        return super().dispatch_request(**kwargs)


class Payroll(ProtectedView):
    def get(self, month):
        return jsonify(month=month, paid=[])


app.add_url_rule("/payroll/<month>", view_func=Payroll.as_view("payroll"))
