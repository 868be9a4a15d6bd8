import falcon
from falcon import media

from cabin.bookings import Bookings
from cabin.media import PickleHandler


def create():
    app = falcon.App()
    handlers = media.Handlers({"application/json": media.JSONHandler(), PickleHandler.MIME: PickleHandler()})
    app.req_options.media_handlers = handlers
    app.resp_options.media_handlers = handlers
    app.add_route("/cabins/{cabin}", Bookings())
    return app
