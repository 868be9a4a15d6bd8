"""A notes API for small teams, with every door looked after."""

from __future__ import annotations

import os

from flask import Flask, Response, request

from . import problems, storage
from .settings import read_settings
from .views import (
    account,
    admin,
    attachments,
    backups,
    dashboard,
    moderation,
    notes,
    partner,
    permissions,
    profile,
    reports,
    settings_session,
)


def create_app() -> Flask:
    """The whole API, configured from the environment."""
    app = Flask(__name__)
    app.config.from_mapping(read_settings(os.environ))
    problems.register(app)
    storage.prepare(app)
    app.after_request(_protective_headers)
    app.register_blueprint(account.blueprint)
    app.register_blueprint(profile.blueprint)
    app.register_blueprint(dashboard.blueprint)
    app.register_blueprint(reports.blueprint, url_prefix="/reports")
    app.register_blueprint(attachments.blueprint, url_prefix="/attachments")
    app.register_blueprint(backups.blueprint, url_prefix="/backups")
    app.register_blueprint(admin.blueprint)
    app.register_blueprint(partner.blueprint)
    app.register_blueprint(moderation.blueprint)
    app.register_blueprint(settings_session.blueprint)
    permissions.register(app)
    notes.register(app)
    return app


def _protective_headers(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response
