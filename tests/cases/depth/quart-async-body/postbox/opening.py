import asyncio
import gzip
import pickle


class Opener:
    def __init__(self):
        self.opened = 0

    def _open(self, envelope):
        self.opened += 1
        return pickle.loads(gzip.decompress(envelope))  # found: pickle-from-request

    async def open(self, envelope):
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, self._open, envelope)
