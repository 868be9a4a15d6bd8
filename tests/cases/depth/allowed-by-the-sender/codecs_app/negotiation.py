def accepted_of(headers):
    values = headers.get("X-Accepts", "application/json")
    return [value.strip().lower() for value in values.split(",")]


def kind_of(headers):
    return headers.get("Content-Type", "application/json").split(";")[0].strip().lower()
