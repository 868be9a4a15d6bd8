from flask import g, request


def load_context():
    g.tenant = request.headers.get("X-Tenant", "public")
    g.role = request.headers.get("X-Role", "viewer").lower()
