import os

import jwt
from flask import Flask, abort, g, jsonify, request
from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = Flask(__name__)
engine = create_engine(os.environ["RECIPES_DB"])


class Base(DeclarativeBase):
    pass


class Recipe(Base):
    __tablename__ = "recipes"
    id: Mapped[int] = mapped_column(primary_key=True)
    cook: Mapped[str]
    title: Mapped[str]
    servings: Mapped[int] = mapped_column(default=4)
    text: Mapped[str] = mapped_column(default="")
    featured: Mapped[bool] = mapped_column(default=False)


class RecipeChange(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str | None = None
    servings: int | None = None
    text: str | None = None


@app.before_request
def identify():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.cook = jwt.decode(raw, os.environ["RECIPES_KEY"], algorithms=["HS256"], audience="recipes")["sub"]
    except jwt.InvalidTokenError:
        abort(401)


@app.patch("/recipes/<int:recipe_id>")
def change(recipe_id):
    try:
        wanted = RecipeChange.model_validate(request.get_json())
    except ValidationError as error:
        return jsonify(errors=error.errors(include_url=False)), 422
    with Session(engine) as session:
        recipe = session.scalars(select(Recipe).where(Recipe.id == recipe_id, Recipe.cook == g.cook)).one_or_none()
        if recipe is None:
            abort(404)
        for name, value in wanted.model_dump(exclude_unset=True).items():
            setattr(recipe, name, value)
        session.commit()
    return "", 204
