from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    name: str
    address: str
    form: str


PLACES = (
    Place("rain", "https://data.example.org/rain.csv", "csv"),
    Place("wind", "https://data.example.org/wind.parquet", "parquet"),
    Place("snow", "/srv/frames/snow.pkl", "pickle"),
)


def place(name):
    return next((place for place in PLACES if place.name == name), None)
