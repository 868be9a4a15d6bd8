from dataclasses import dataclass

from flask import Flask, jsonify, request

app = Flask(__name__)
BOOKS = [("Emma", 1815), ("Dracula", 1897), ("Ulysses", 1922)]


@dataclass(frozen=True)
class Wanted:
    title: str = ""
    after: int = 0

    def fits(self, book):
        return self.title.lower() in book[0].lower() and book[1] > self.after


@app.get("/books")
def books():
    wanted = Wanted(title=request.args.get("title", ""), after=request.args.get("after", 0, type=int))
    return jsonify([book for book in BOOKS if wanted.fits(book)])
