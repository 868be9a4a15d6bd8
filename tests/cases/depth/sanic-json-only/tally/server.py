from sanic import Sanic

from tally.blueprints import scores
from tally.table import read_table

app = Sanic("tally")
app.blueprint(scores)


@app.before_server_start
async def warm(app):
    app.ctx.table = read_table()


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=8000, single_process=True)
