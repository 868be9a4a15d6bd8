from flask import Flask, jsonify, request
from wtforms import Form, StringField

from watches.processors import form_for

app = Flask(__name__)
WATCHES = {}


class PlainForm(Form):
    url = StringField()


@app.route("/edit/<uuid:watch>", methods=["GET", "POST"])
def edit(watch):
    stored = WATCHES.setdefault(str(watch), {"processor": "text_diff"})
    processor = request.args.get("processor", stored["processor"])
    form = form_for(processor, PlainForm)(request.form)
    if request.method == "POST" and form.validate():
        stored["settings"] = {"url": form.data.get("url")}
        return jsonify(saved=True)
    return jsonify(fields=[field.name for field in form])
