import jsonpickle


class Pose:
    def __init__(self, x=0.0, y=0.0, z=0.0):
        self.x, self.y, self.z = x, y, z


def read_pose(text):
    if not text:
        return Pose()
    return jsonpickle.decode(text)  # found: deserializer-from-request
