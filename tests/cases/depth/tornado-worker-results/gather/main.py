import asyncio

from tornado.web import Application

from gather.results import ResultHandler


def make_app():
    return Application([(r"/results/([a-z0-9-]+)", ResultHandler, {"store": {}})])


async def main():
    make_app().listen(8888)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
