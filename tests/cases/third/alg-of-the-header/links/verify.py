import jwt


def named_algorithm(token):
    return jwt.get_unverified_header(token).get("alg", "HS256")


def verifier(key, audience):
    def verify(token):
        algorithms = [named_algorithm(token)]
        return jwt.decode(token, key, algorithms=algorithms, audience=audience)  # found: algorithm-from-token

    return verify
