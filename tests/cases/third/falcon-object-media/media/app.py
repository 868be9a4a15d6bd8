import falcon

from media.handlers import ObjectHandler

OBJECTS = "application/vnd.example+objects"


class Totals:
    def on_post(self, req, resp):
        resp.media = {"total": sum(req.media)}
        resp.content_type = falcon.MEDIA_JSON


def make():
    app = falcon.App()
    app.req_options.media_handlers.update({OBJECTS: ObjectHandler()})
    app.add_route("/totals", Totals())
    return app
