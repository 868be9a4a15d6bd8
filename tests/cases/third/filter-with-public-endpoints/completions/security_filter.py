import os
from typing import Optional

import jwt
from flask import Flask, Response, g, jsonify, request


class SecurityFilter:
    PUBLIC_ENDPOINTS = frozenset({"health", "version"})

    def register(self, app: Flask) -> None:
        app.before_request(self.do_filter)

    def do_filter(self) -> Optional[tuple[Response, int]]:
        if request.method == "OPTIONS" or request.endpoint in self.PUBLIC_ENDPOINTS:
            return None
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.claims = jwt.decode(token, os.environ["API_KEY"], algorithms=["HS256"], audience="completions")
        except jwt.InvalidTokenError:
            return jsonify(error="Unauthorized"), 401
        return None
