from recipes.book import Book

book = Book()


def put(name, body):
    steps = book.keep(name, body)
    return {"name": name, "steps": steps}, 201


def get(name):
    recipe = book.find(name)
    if recipe is None:
        return {"error": "unknown"}, 404
    return {"name": name, "steps": len(recipe)}, 200
