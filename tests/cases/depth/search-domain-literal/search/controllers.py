from flask import Flask, jsonify, request

from search.formulas import NoFormula, domain, value
from search.rates import rate_of

app = Flask(__name__)


@app.errorhandler(NoFormula)
def no_formula(error):
    return jsonify(formula=str(error)), 404


@app.get("/leaves")
def leaves():
    return jsonify(count=len(domain(request.args["domain"])))


@app.get("/formulas/<name>")
def formula(name):
    gross = float(request.args["gross"])
    return jsonify(value=value(name, gross=gross, rate=rate_of(request.args.get("country", "at"))))
