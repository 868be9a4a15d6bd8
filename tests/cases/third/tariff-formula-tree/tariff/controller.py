from flask import Flask, jsonify, request

from tariff.formula import FormulaError, FormulaVisitor

app = Flask(__name__)
visitor = FormulaVisitor({"fuel": 1.12, "toll": 0.19})


@app.post("/tariffs/preview")
def preview():
    formulas = request.get_json()
    try:
        return jsonify({name: visitor.compute(str(text)) for name, text in formulas.items()})
    except (FormulaError, SyntaxError, ZeroDivisionError):
        return jsonify(error="not a formula"), 422
