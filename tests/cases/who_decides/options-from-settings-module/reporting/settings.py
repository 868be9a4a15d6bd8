JWT_OPTIONS = {
    "verify_signature": False,
    "verify_exp": True,
}
JWT_KWARGS = {"algorithms": ["RS256"], "audience": "reporting"}
