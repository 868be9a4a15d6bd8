import datetime as dt


def namespace(lang):
    return {
        "__builtins__": {},
        "today": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "lang": lang,
        "True": True,
        "False": False,
    }


def domain(text, lang):
    text = text.strip()
    if not text.startswith("["):
        return []
    return eval(text, namespace(lang))  # found: code-from-request
