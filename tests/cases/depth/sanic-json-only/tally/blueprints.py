from sanic import Blueprint, json

from tally.table import weight

scores = Blueprint("scores", url_prefix="/scores")


@scores.post("/")
async def score(request):
    words = request.json["words"]
    table = request.app.ctx.table
    return json({"score": sum(weight(table, str(word)) for word in words)})


@scores.get("/<word:str>")
async def one(request, word):
    return json({"word": word, "weight": weight(request.app.ctx.table, word)})
