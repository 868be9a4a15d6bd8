from functools import wraps

from flask import Flask, render_template_string, request

from printing.cache import PageCache

app = Flask(__name__)
pages = PageCache()


def cached(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        key = f"view:{request.path}:{request.args.get('l10n', 'en')}"
        page = pages.get(key)
        if page is None or request.headers.get("Cache-Control") == "no-cache":
            page = {"body": view(*args, **kwargs), "language": request.args.get("l10n", "en")}
            pages.set(key, page)
        return page["body"], 200, {"Content-Language": page["language"]}

    return wrapper


@app.get("/printer/<name>")
@cached
def printer(name):
    return render_template_string("<h1>{{ name }}</h1>", name=name)
