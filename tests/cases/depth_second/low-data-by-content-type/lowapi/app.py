import asyncio

import tornado.web

from lowapi.handlers import LowDataHandler


async def main():
    app = tornado.web.Application([(r"/", LowDataHandler)])
    app.listen(8000)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
