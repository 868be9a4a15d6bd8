from flask import Flask, Response, request

from .compare import difference

app = Flask(__name__)


@app.route("/diff", methods=["POST"])
def diff():
    lines = difference(request.form["before"], request.form["after"])
    return Response("\n".join(lines) or "no change", mimetype="text/plain")


@app.route("/")
def form():
    return """
    <form action="/diff" method="post">
      <textarea name="before"></textarea>
      <textarea name="after"></textarea>
      <button>Compare</button>
    </form>
    """
