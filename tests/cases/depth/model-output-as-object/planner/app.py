from flask import Flask, jsonify, request

from planner.asking import ask
from planner.recipe import parse_recipe

app = Flask(__name__)
RECIPES = []


@app.post("/recipes")
def add():
    recipe = ask(request.form["dish"], parse_recipe)
    RECIPES.append(recipe)
    return jsonify(recipe.summary()), 201


@app.get("/recipes")
def listing():
    return jsonify([recipe.summary() for recipe in RECIPES])
