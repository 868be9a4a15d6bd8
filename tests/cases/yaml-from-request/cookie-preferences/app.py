from urllib.parse import unquote

import yaml
from flask import Flask, render_template_string, request

from prefs import PrefsLoader

app = Flask(__name__)


@app.get("/")
def home():
    prefs = {}
    cookie = request.cookies.get("prefs")
    if cookie:
        prefs = yaml.load(unquote(cookie), Loader=PrefsLoader)  # found: yaml-from-request
    return render_template_string("<body class={{ theme }}>hello</body>", theme=prefs.get("theme", "light"))
