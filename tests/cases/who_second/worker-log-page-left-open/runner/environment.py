class Environment:
    def __init__(self):
        self.users = 0
        self.weights = {}
        self.lines = []

    def start(self, count):
        self.users = count
        self.lines.append(f"started {count}")

    def stop(self):
        self.users = 0
        self.lines.append("stopped")

    def set_weight(self, user_class, weight):
        self.weights[user_class] = weight

    def stats(self):
        return {"users": self.users, "weights": self.weights}

    def logs(self):
        return self.lines
