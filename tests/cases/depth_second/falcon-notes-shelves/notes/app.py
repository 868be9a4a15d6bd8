import falcon

from notes.store import workspace


class WorkspaceMiddleware:
    def process_resource(self, req, _resp, _resource, _params):
        name = req.get_header("X-Workspace")
        if not name:
            raise falcon.HTTPBadRequest(title="X-Workspace is missing")
        req.context.workspace = name


class Notes:
    def on_get(self, req, resp):
        with workspace(req.context.workspace) as shelf:
            resp.media = {key: str(value) for key, value in shelf.items()}

    def on_post(self, req, resp):
        note = req.get_media()
        with workspace(req.context.workspace) as shelf:
            shelf[str(note["title"])] = str(note["text"])
        resp.status = falcon.HTTP_201


app = falcon.App(middleware=[WorkspaceMiddleware()])
app.add_route("/notes", Notes())
