from runnerd.server import RunnerApp


class Summing:
    async def total(self, values, scale=1):
        return sum(values) * scale

    def methods(self):
        return {"total": self.total}


app = RunnerApp(Summing()).build()
