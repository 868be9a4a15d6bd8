from gather.handlers import WorkerHandler


class ResultHandler(WorkerHandler):
    def post(self, task):
        outcome = self.unpacked("result")
        if outcome is None:
            self.set_status(400)
            self.finish({"error": "no result"})
            return
        self.store[task] = outcome
        self.finish({"task": task, "stored": len(self.store)})

    def get(self, task):
        self.finish({"task": task, "known": task in self.store})
