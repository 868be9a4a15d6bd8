class Node:
    def __init__(self, **options):
        self.name = options.pop("name", "node")
        self.options = options

    def option(self, key, default=None):
        return self.options.get(key, default)


class Camera(Node):
    def __init__(self, **options):
        super().__init__(**options)
        self._pose = self.option("pose")

    def pose(self):
        from views3d.poses import read_pose

        return read_pose(self._pose)
