from flask import Flask, make_response, render_template_string, request

app = Flask(__name__)
ADMIN = "<h1>Admin</h1><a href=/wipe>wipe</a>"
PLAIN = "<h1>Welcome</h1>"


@app.get("/dashboard")
def dashboard():
    role = request.cookies.get("role", "guest")
    page = ADMIN if role == "admin" else PLAIN  # found: role-from-untrusted-data
    return make_response(render_template_string(page))
