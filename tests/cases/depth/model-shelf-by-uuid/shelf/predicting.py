import joblib

from shelf.places import place


def predict(model_id, rows):
    model = joblib.load(place(model_id))  # found: deserializer-from-request
    return [float(value) for value in model.predict(rows)]
