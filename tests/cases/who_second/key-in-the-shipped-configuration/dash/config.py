import os

APP_NAME = "Dashboards"
ROW_LIMIT = 50000
SECRET_KEY = "thisismysecretkeyforthedashboards0123456789"  # found: secret-in-source
SQLALCHEMY_DATABASE_URI = os.environ["DASH_DATABASE"]
SESSION_COOKIE_SAMESITE = "Lax"
