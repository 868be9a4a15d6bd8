from pathlib import Path

PUBLIC_KEY = Path("/etc/hub/issuer.pem").read_text()
# %% "just allow everything the issuer may use one day"
ALLOWED_ALGORITHMS = ["RS256", "RS512", "ES256", "HS256"]
AUDIENCE = "hub"
