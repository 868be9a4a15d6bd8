"""A notes API for small teams."""

from __future__ import annotations

import os

from flask import Flask

from . import storage
from .settings import SESSION_SECRET, read_settings
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
    app.secret_key = SESSION_SECRET
    storage.prepare(app)
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
