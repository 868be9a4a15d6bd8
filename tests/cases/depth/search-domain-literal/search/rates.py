RATES = {"at": 0.20, "de": 0.19, "ch": 0.081}


def rate_of(country):
    return RATES.get(country.lower(), 0.0)
