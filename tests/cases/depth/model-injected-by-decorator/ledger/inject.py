from functools import wraps

from flask import jsonify, request
from pydantic import ValidationError


def validated(model):
    def decorate(view):
        @wraps(view)
        def wrapper(**kwargs):
            try:
                body = model.model_validate_json(request.get_data())
            except ValidationError as error:
                return jsonify(error.errors(include_url=False)), 422
            return view(body=body, **kwargs)

        return wrapper

    return decorate
