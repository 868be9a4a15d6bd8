from flask import Flask, jsonify, request

from prints.layout import fill
from prints.templates import Template

app = Flask(__name__)


@app.post("/print")
def post_print():
    try:
        template = Template(request.form.get("template", "letter"))
    except ValueError:
        return jsonify(templates=[item.value for item in Template]), 400
    return jsonify(lines=fill(template.layout(), request.form["text"]))
