from flask import Flask, jsonify

from region.primes import factors, letters

app = Flask(__name__)


@app.get("/factors/<int:number>")
def get_factors(number):
    return jsonify(factors(min(number, 10**6)))


@app.get("/letters/<word>")
def get_letters(word):
    return jsonify(letters(word))
