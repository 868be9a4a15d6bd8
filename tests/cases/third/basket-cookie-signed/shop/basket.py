from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer


def _serializer():
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="basket")


def read(value):
    try:
        lines = _serializer().loads(value or "")
    except BadSignature:
        return {}
    return {str(sku): int(quantity) for sku, quantity in lines.items()}


def write(lines):
    return _serializer().dumps(lines)
