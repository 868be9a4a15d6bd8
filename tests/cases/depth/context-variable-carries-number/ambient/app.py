from flask import Flask, jsonify, request

from ambient.current import request_number, settings
from ambient.logs import install

app = Flask(__name__)
install(app.logger)


@app.before_request
def number():
    request_number.set(request.headers.get("X-Request-Id", "-"))


@app.get("/list")
def listing():
    values = settings()
    app.logger.info("listing with %r", values)
    return jsonify(limit=values["limit"], number=request_number.get())
