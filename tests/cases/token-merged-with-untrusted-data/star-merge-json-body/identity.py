import os

import jwt


def verified(header):
    return jwt.decode(
        header.partition(" ")[2],
        os.environ["TOKEN_KEY"],
        algorithms=["HS256"],
        audience="crm",
        options={"require": ["exp", "sub"]},
    )


def context(claims, extra):
    """Everything that the templates and the checks want to know about the caller."""
    return {**claims, **extra}  # found: token-merged-with-untrusted-data
