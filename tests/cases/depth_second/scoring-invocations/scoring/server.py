from functools import wraps

from flask import Flask, jsonify, request

from scoring.parsing import UnsupportedType, frame_of


def catch(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        try:
            return view(*args, **kwargs)
        except UnsupportedType as problem:
            return jsonify(error=f"unsupported: {problem}"), problem.status

    return wrapper


def init(model):
    app = Flask(__name__)

    @app.route("/ping")
    def ping():
        return "\n", 200 if model is not None else 404

    @app.route("/invocations", methods=["POST"])
    @catch
    def invocations():
        frame = frame_of(request.content_type or "", request.get_data())
        return jsonify(predictions=model.predict(frame).tolist())

    return app
