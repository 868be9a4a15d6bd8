import logging
import os
from typing import Optional

import jwt
from flask import Flask, Response, g, jsonify, request

LOG = logging.getLogger(__name__)


class SecurityFilter:
    PROTECTED_PREFIX = "/v1/"

    def register(self, app: Flask) -> None:
        app.before_request(self.do_filter)

    def do_filter(self) -> Optional[tuple[Response, int]]:
        if not request.path.startswith(self.PROTECTED_PREFIX):  # found: exempting-hook
            return None
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.claims = jwt.decode(token, os.environ["API_KEY"], algorithms=["HS256"], audience="completions")
        except jwt.InvalidTokenError:
            LOG.info("refused a request without a valid token")
            return jsonify(error="Unauthorized"), 401
        return None
