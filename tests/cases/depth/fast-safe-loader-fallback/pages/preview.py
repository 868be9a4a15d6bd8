from flask import Flask, render_template_string, request

from pages.frontmatter import split
from pages.yamlfast import dump, parse_all

app = Flask(__name__)
PAGE = "<h1>{{ meta.get('title', 'untitled') }}</h1><pre>{{ body }}</pre>"


@app.post("/preview")
def preview():
    meta, body = split(request.form["source"])
    return render_template_string(PAGE, meta=meta, body=body)


@app.post("/normalize")
def normalize():
    documents = list(parse_all(request.get_data(as_text=True)))
    return "---\n".join(dump(document) for document in documents)
