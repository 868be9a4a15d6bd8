import os

from flask_login import LoginManager
from itsdangerous import BadData, URLSafeTimedSerializer

from forum.models import Writer, db

manager = LoginManager()
serializer = URLSafeTimedSerializer(os.environ["FORUM_KEY"], salt="auth-token")
MAX_AGE = 3600


@manager.request_loader
def load_from_request(request):
    token = request.headers.get("Authentication-Token")
    if not token:
        return None
    try:
        data = serializer.loads(token, max_age=MAX_AGE)
        writer = db.session.get(Writer, int(data["uid"]))
    except (BadData, KeyError, ValueError):
        return None
    if writer is None or not writer.active:
        return None
    return writer
