class NodeRegistry:
    def __init__(self):
        self.online = {}

    def seen(self, name, version):
        self.online[name] = version
        return len(self.online)


registry = NodeRegistry()
