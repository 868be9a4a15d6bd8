import datetime


def namespace(lang):
    return {
        "__builtins__": {},
        "today": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "lang": lang,
        "True": True,
        "False": False,
    }


def domain(text, lang):
    text = text.strip()
    if not text.startswith("["):
        return []
    return eval(text, namespace(lang))  # found: code-from-request
