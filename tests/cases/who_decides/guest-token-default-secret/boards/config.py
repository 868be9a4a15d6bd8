import os

GUEST_TOKEN_JWT_SECRET = "guest-token-secret-to-be-changed-by-the-operator"  # echo: secret-in-source
GUEST_TOKEN_JWT_EXP_SECONDS = 300
SECRET_KEY = os.environ["BOARDS_SECRET_KEY"]
