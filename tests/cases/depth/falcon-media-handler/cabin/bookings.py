class Bookings:
    def __init__(self):
        self._nights = {}

    def on_put(self, req, resp, cabin):
        nights = list(req.media)
        self._nights[cabin] = nights
        resp.media = {"cabin": cabin, "nights": len(nights)}

    def on_get(self, _req, resp, cabin):
        resp.media = self._nights.get(cabin, [])
