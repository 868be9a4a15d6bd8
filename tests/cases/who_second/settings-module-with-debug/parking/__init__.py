from flask import Flask


def create_app():
    from parking.lots import lots

    app = Flask(__name__)
    app.config.from_object("parking.settings")
    app.register_blueprint(lots)
    return app
