import joblib


def score(path, rows, positive=1):
    model = joblib.load(path)  # found: deserializer-from-request
    probabilities = model.predict_proba(rows)[:, positive]
    return [round(float(value), 4) for value in probabilities]
