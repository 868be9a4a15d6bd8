import pandas as pd
from flask.cli import AppGroup

from tablet.readers import holidays_refresh

holidays = AppGroup("holidays")


@holidays.command("refresh")
def refresh():
    dates = pd.date_range("2026-01-01", periods=365, name="day")
    holidays_refresh(pd.DataFrame({"day": dates[dates.dayofweek > 4]}))
