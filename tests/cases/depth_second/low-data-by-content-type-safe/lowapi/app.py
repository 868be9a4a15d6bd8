import asyncio

import tornado.web

from lowapi.readers import READERS


class LowDataHandler(tornado.web.RequestHandler):
    def initialize(self, queue):
        self.queue = queue

    def prepare(self):
        kind = self.request.headers.get("Content-Type", "application/json").partition(";")[0]
        read = READERS.get(kind)
        if read is None:
            raise tornado.web.HTTPError(415)
        self.lowstate = read(self.request.body.decode("utf-8"))

    def post(self):
        for chunk in self.lowstate:
            self.queue.append(chunk)
        self.write({"queued": len(self.queue)})


async def main():
    tornado.web.Application([(r"/", LowDataHandler, {"queue": []})]).listen(8000)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
