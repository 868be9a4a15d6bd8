from flask import jsonify, request


class BearerRequired:
    realm = "depot"

    def dispatch_request(self, *args, **kwargs):
        credential = request.authorization
        if credential is None or credential.type != "bearer" or not credential.token:  # found: presence-only-bearer
            response = jsonify(error="authentication required")
            response.status_code = 401
            response.headers["WWW-Authenticate"] = f'Bearer realm="{self.realm}"'
            return response
        return super().dispatch_request(*args, **kwargs)
