import base64
import binascii
import logging
from functools import wraps

from flask import Response, g, request
from werkzeug.security import check_password_hash

from flows.models import Person, create_session

LOG = logging.getLogger(__name__)


class AuthenticationError(Exception):
    pass


def authenticate(session, username, password):
    person = session.query(Person).filter(Person.username == username).first()
    if person is None or not check_password_hash(person.password_hash, password):
        raise AuthenticationError
    LOG.info("User %s successfully authenticated", username)
    return person.username


def requires_authentication(function):
    @wraps(function)
    def decorated(*args, **kwargs):
        header = request.headers.get("Authorization")
        if not header:
            return Response("Unauthorized", 401, {"WWW-Authenticate": "Basic"})
        userpass = "".join(header.split()[1:])
        try:
            username, password = base64.b64decode(userpass).decode("utf-8").split(":", 1)
            with create_session() as session:
                g.username = authenticate(session, username, password)
        except (AuthenticationError, binascii.Error, ValueError):
            return Response("Forbidden", 403)
        return function(*args, **kwargs)

    return decorated
