import yaml as pyyaml
from flask import Flask, Response, request

from lines import yaml

app = Flask(__name__)


@app.post("/normalise")
def normalise():
    try:
        values = yaml.unsafe_load(request.get_data(as_text=True))
    except ValueError:
        return "a colon is missing", 400
    return Response(pyyaml.dump(values), mimetype="application/yaml")
