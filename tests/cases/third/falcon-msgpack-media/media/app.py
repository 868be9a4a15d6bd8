import falcon

from media.handlers import PackedHandler


class Totals:
    def on_post(self, req, resp):
        resp.media = {"total": sum(float(value) for value in req.media)}


def make():
    app = falcon.App()
    app.req_options.media_handlers.update({falcon.MEDIA_MSGPACK: PackedHandler()})
    app.add_route("/totals", Totals())
    return app
