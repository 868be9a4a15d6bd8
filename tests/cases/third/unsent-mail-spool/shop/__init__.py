from flask import Flask, abort

from shop.mail import resend, send_or_spool


def create_app():
    app = Flask(__name__)

    @app.route("/orders/<int:number>/pack", methods=["POST"])
    def pack(number):
        send_or_spool(number)
        return "", 202

    @app.route("/spool/<int:number>/resend", methods=["POST"])
    def send_again(number):
        try:
            resend(number)
        except FileNotFoundError:
            abort(404)
        return "", 204

    return app
