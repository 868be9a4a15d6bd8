from urllib.parse import urlencode

from flask import Flask, jsonify, redirect, render_template_string, request

app = Flask(__name__)


@app.get("/go")
def go():
    keep = dict(request.args)
    keep.update(source="go")
    return redirect("/landing?" + urlencode(keep))


@app.post("/preview")
def preview():
    values = {"title": "Untitled", "text": ""}
    values.update(request.get_json())
    return render_template_string("<h1>{{ title }}</h1><p>{{ text }}</p>", title=values["title"], text=values["text"])


@app.post("/count")
def count():
    words = {}
    for word in request.form.get("text", "").split():
        words[word] = words.get(word, 0) + 1
    return jsonify(words=words, total=sum(words.values()))
