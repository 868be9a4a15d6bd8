from bottle import Bottle, request

from shop.basket import Basket

app = Bottle()


@app.get("/basket")
def show():
    return {"items": Basket().items}


@app.post("/basket/<article:int>")
def add(article):
    return {"items": Basket().add(article, int(request.forms.get("count", 1)))}
