import os
import smtplib

from flask import Flask

from shop.drafts import bp


class Mailer:
    def send(self, message):
        with smtplib.SMTP(os.environ["SMTP_HOST"]) as server:
            server.send_message(message)


def create_app():
    app = Flask(__name__)
    app.config["DRAFT_FOLDER"] = "/var/lib/shop/drafts"
    app.extensions["mailer"] = Mailer()
    app.register_blueprint(bp)
    return app
