from flask import abort, jsonify, request
from flask.views import MethodView
from flask_login import current_user, login_required
from werkzeug.security import generate_password_hash

from users.models import Account, db


class ProfileView(MethodView):
    decorators = (login_required,)

    def get(self, account_id):
        account = db.session.get(Account, account_id)
        if account is None or account.id != current_user.id:
            abort(404)
        return jsonify(username=account.username, email=account.email)

    def put(self, account_id):
        account = db.session.get(Account, account_id)
        if account is None or account.id != current_user.id:
            abort(404)
        account.email = str(request.get_json()["email"])
        db.session.commit()
        return "", 204


class ResetPasswordView(MethodView):
    decorators = (login_required,)

    def post(self):
        account = db.session.get(Account, int(request.args["pk"]))  # found: object-without-owner-check
        if account is None:
            abort(404)
        account.password = generate_password_hash(request.form["password"])
        db.session.commit()
        return jsonify(message="Password Changed")
