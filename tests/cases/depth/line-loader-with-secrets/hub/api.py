from flask import Flask, jsonify, request

from hub.yamlio import load_secrets, parse_yaml

app = Flask("hub")
SECRETS = load_secrets("/config")


@app.post("/api/config/automation/check")
def check_config():
    automations = parse_yaml(request.get_data(as_text=True), SECRETS)
    return jsonify(valid=bool(automations), count=len(automations))
