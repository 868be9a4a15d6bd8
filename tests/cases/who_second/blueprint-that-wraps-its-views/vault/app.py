from flask import Flask

from vault.entries import entries

app = Flask(__name__)
app.register_blueprint(entries)


@app.get("/ping")
def ping():
    return "pong"
