COOKIE_NAME = "recipes"
TOKEN_ISSUER = "recipes"
TOKEN_KEY = "9f2c7d81e04b4c6fa1d35e9980b7cc12-recipes-prod"
