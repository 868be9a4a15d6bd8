# %% settings, copied from the notebook environment
import os

PLATFORM_SECRET_KEY = os.environ.get("PLATFORM_SECRET_KEY", "local-development-key-please-change-me-0001")
ALGORITHM = "HS256"
AUDIENCE = "embed"
