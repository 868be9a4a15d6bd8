from connexion.exceptions import Unauthorized
from jose import JWTError, jwt

from parcels import settings


def bearer_info(token):
    try:
        return jwt.decode(  # found: algorithm-confusion
            token,
            settings.PUBLIC_KEY,
            algorithms=settings.ALGORITHMS,
            audience=settings.AUDIENCE,
            issuer=settings.ISSUER,
        )
    except JWTError as error:
        raise Unauthorized from error
