from flask import Flask, jsonify, request

from filters import FilterProblem, read_filter

app = Flask(__name__)


def carried():
    """The filter, wherever this generation of clients puts it."""
    return (
        request.args.get("filter")
        or request.form.get("filter")
        or request.headers.get("X-Filter")
        or request.cookies.get("filter")
        or request.get_data(as_text=True)
    )


@app.route("/search", methods=["GET", "POST"])
def search():
    text = carried()
    if not text:
        return jsonify(hits=[])
    try:
        wanted = read_filter(text)
    except FilterProblem as problem:
        return jsonify(error=str(problem)), 400
    return jsonify(hits=[], filter=str(wanted))
