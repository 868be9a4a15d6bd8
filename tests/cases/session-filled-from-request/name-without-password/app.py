from flask import Flask, redirect, request, session, url_for

app = Flask(__name__)
app.secret_key = b"not\x00very\xffrandom"  # found: secret-in-source, weak-secret


@app.get("/")
def index():
    if "username" in session:
        return f"Signed in as {session['username']}"
    return "Nobody is signed in"


@app.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "POST":
        session["username"] = request.form["username"]  # found: session-filled-from-request
        return redirect(url_for("index"))
    return "<form method=post><input name=username><button>Sign in</button></form>"
