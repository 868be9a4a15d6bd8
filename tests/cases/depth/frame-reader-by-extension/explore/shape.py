def describe(frame):
    return {
        "rows": len(frame),
        "columns": [str(name) for name in frame.columns],
        "types": {str(name): str(kind) for name, kind in frame.dtypes.items()},
    }


def columns(frame):
    return len(frame.columns)


def head(frame, count):
    return frame.head(count).to_dict(orient="records")
