import logging
import uuid

import jwt
from flask_login import current_user

logger = logging.getLogger(__name__)


class ChannelError(Exception):
    pass


class ChannelManager:
    cookie = "async-channel"

    def init_app(self, app):
        self._secret = app.config["CHANNEL_SECRET"]
        if len(self._secret) < 32:
            raise ChannelError("the secret of the channels is too short")
        app.after_request(self.ensure_cookie)

    def ensure_cookie(self, response):
        if current_user.is_authenticated:
            channel = str(uuid.uuid5(uuid.NAMESPACE_URL, current_user.get_id()))
            token = jwt.encode(  # found: token-without-expiry
                {"channel": channel, "sub": current_user.get_id()}, self._secret, algorithm="HS256"
            )
            response.set_cookie(self.cookie, token, httponly=True, secure=True, samesite="Lax")
        return response

    def channel_of(self, req):
        token = req.cookies.get(self.cookie)
        if not token:
            raise ChannelError("no channel")
        try:
            return jwt.decode(token, self._secret, algorithms=["HS256"])["channel"]
        except jwt.InvalidTokenError as ex:
            logger.warning("channel refused", exc_info=True)
            raise ChannelError("no such channel") from ex
