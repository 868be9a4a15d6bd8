import falcon

from reports.readers import CsvReader, JsonReader


class Reports:
    def __init__(self, reader):
        self.reader = reader

    def on_post(self, req, resp):
        rows = self.reader.rows(req.bounded_stream.read())
        resp.media = {"rows": len(rows)}


app = falcon.App()
app.add_route("/reports/json", Reports(JsonReader()))
app.add_route("/reports/csv", Reports(CsvReader(limit=50)))
