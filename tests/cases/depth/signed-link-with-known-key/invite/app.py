from flask import Flask, abort, jsonify, render_template_string, request

from invite.links import make, read

app = Flask(__name__)
PAGE = "<a href='/join?state={{ state }}'>Join {{ team }}</a>"


@app.get("/invite/<team>")
def invite(team):
    return render_template_string(PAGE, state=make({"team": team}), team=team)


@app.get("/join")
def join():
    state = read(request.args.get("state", ""))
    if state is None:
        abort(400)
    return jsonify(team=state["team"], joined=True)


@app.get("/")
def home():
    return "Ask a member for an invitation."
