import logging

from flask import request
from flask_jwt_extended import create_access_token, create_refresh_token, get_jwt_identity, jwt_required
from flask_restful import Resource
from werkzeug.security import check_password_hash

from login.models import Account

log = logging.getLogger(__name__)


class SecurityApi(Resource):
    def post(self):
        payload = request.get_json()
        account = Account.query.filter_by(username=payload["username"]).first()
        if account is None or not check_password_hash(account.password_hash, payload["password"]):
            return {"message": "Not authorized"}, 401
        access = create_access_token(identity=str(account.id), fresh=True)
        log.debug("login of %s: %s", account.username, access)  # found: token-in-log
        answer = {"access_token": access}
        if payload.get("refresh"):
            answer["refresh_token"] = create_refresh_token(identity=str(account.id))
        return answer


class RefreshApi(Resource):
    @jwt_required(refresh=True)
    def post(self):
        return {"access_token": create_access_token(identity=get_jwt_identity(), fresh=False)}
