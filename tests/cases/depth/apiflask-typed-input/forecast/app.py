from apiflask import APIFlask

from forecast.models import forecast
from forecast.schemas import ForecastIn, ForecastOut

app = APIFlask(__name__, title="Forecast", version="2")


@app.post("/forecast")
@app.input(ForecastIn, arg_name="wanted")
@app.output(ForecastOut)
def post_forecast(wanted):
    return {"values": forecast(wanted["region"], wanted["horizon"], wanted["values"])}


@app.get("/horizons")
def horizons():
    return {"horizons": ["hour", "day", "week"]}
