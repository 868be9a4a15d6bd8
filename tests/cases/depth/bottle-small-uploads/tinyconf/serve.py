import json

from bottle import Bottle, HTTPError, request, response, run

from tinyconf.parse import allowed, sections

app = Bottle()


@app.get("/")
def form():
    return '<form method="post" action="/check" enctype="multipart/form-data"><input type="file" name="conf"></form>'


@app.post("/check")
def check():
    upload = request.files.get("conf")
    if upload is None or not allowed(upload.filename):
        return HTTPError(400, "a YAML file, please")
    response.content_type = "application/json"
    return json.dumps(sections(upload.file))


@app.get("/health")
def health():
    return "ok"


if __name__ == "__main__":
    run(app, host="127.0.0.1", port=8080)
