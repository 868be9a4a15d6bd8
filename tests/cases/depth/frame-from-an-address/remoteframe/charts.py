def points(frame, x, y):
    return [[float(left), float(right)] for left, right in zip(frame[x], frame[y], strict=True)]


def columns(frame):
    return [str(name) for name in frame.columns]
