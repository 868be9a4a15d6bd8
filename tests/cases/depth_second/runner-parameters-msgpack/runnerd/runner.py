from runnerd.server import RunnerApp


async def total(values):
    return sum(values)


async def scaled(values, factor):
    return [value * factor for value in values]


app = RunnerApp({"total": total, "scaled": scaled}).build()
