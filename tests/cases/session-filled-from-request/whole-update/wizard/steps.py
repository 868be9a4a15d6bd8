from flask import Blueprint, redirect, request

from .memory import remember

steps = Blueprint("steps", __name__)


@steps.post("/<int:number>")
def step(number):
    remember(request.form.to_dict())
    return redirect(f"/wizard/{number + 1}")
