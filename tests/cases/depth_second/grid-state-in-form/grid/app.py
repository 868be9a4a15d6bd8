from flask import Flask, render_template_string, request

from grid.commands import TableCommand

app = Flask(__name__)

PAGE = """
<form method="post">
  <input type="hidden" name="command_obj" value="{{ command.packed() }}">
  <input name="limit" value="{{ command.limit }}">
</form>
"""


@app.route("/grid", methods=["GET", "POST"])
def grid():
    command = TableCommand.from_form(request.form)
    limit = request.form.get("limit", type=int)
    if limit is not None:
        command.limit = min(limit, 1000)
    return render_template_string(PAGE, command=command)
