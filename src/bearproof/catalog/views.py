"""Which routes does a class of views have from its library? Those that its bases expose, and where they stand.

A class of Flask-AppBuilder or Flask-Admin answers below a path that is made of its name, once it is given to the app.
"""

from __future__ import annotations

from collections.abc import Mapping

#: A rule, its methods, and the method of the class that answers.
Exposed = tuple[str, tuple[str, ...], str]

_GET, _POST, _BOTH = ("GET",), ("POST",), ("GET", "POST")
#: Kinds of classes, by the beginnings of the qualified names of their bases: the first that fits holds.
API, VIEW, ADMIN = "api", "view", "admin"
KINDS: tuple[tuple[str, str], ...] = (
    ("flask_appbuilder.api.", API),
    ("flask_appbuilder.ModelRestApi", API),
    ("flask_appbuilder.BaseApi", API),
    ("flask_appbuilder.", VIEW),
    ("flask_admin.", ADMIN),
)
#: What a library's own class says that its path is.
BASES: Mapping[tuple[str, str], str] = {
    ("flask_appbuilder.", "IndexView"): "",
    ("flask_admin.", "AdminIndexView"): "/admin",
}
#: Calls by which a class, or an object of one, is given to the app.
ADDERS: frozenset[str] = frozenset({"add_view", "add_view_no_menu", "add_api"})

_REST: tuple[Exposed, ...] = (
    ("/_info", _GET, "info"),
    ("/<int:pk>", _GET, "get"),
    ("/", _GET, "get_list"),
    ("/", _POST, "post"),
    ("/<pk>", ("PUT",), "put"),
    ("/<pk>", ("DELETE",), "delete"),
)
_CRUD: tuple[Exposed, ...] = (
    ("/list/", _GET, "list"),
    ("/show/<pk>", _GET, "show"),
    ("/add", _BOTH, "add"),
    ("/edit/<pk>", _BOTH, "edit"),
    ("/delete/<pk>", _BOTH, "delete"),
    ("/download/<string:filename>", _GET, "download"),
    ("/action/<string:name>/<pk>", _BOTH, "action"),
    ("/action_post", _POST, "action_post"),
)
_FORM: tuple[Exposed, ...] = (("/form", _GET, "this_form_get"), ("/form", _POST, "this_form_post"))
_ADMIN_MODEL: tuple[Exposed, ...] = (
    ("/", _GET, "index_view"),
    ("/new/", _BOTH, "create_view"),
    ("/edit/", _BOTH, "edit_view"),
    ("/details/", _GET, "details_view"),
    ("/delete/", _POST, "delete_view"),
    ("/action/", _POST, "action_view"),
    ("/export/<export_type>/", _GET, "export"),
    ("/ajax/lookup/", _GET, "ajax_lookup"),
    ("/ajax/update/", _POST, "ajax_update"),
)
#: What a class has from its base, by the end of the base's qualified name, and where that begins.
INHERITED: Mapping[tuple[str, str], tuple[Exposed, ...]] = {
    ("flask_appbuilder.", "ModelRestApi"): _REST,
    ("flask_appbuilder.", "ModelView"): _CRUD,
    ("flask_appbuilder.", "SimpleFormView"): _FORM,
    ("flask_appbuilder.", "PublicFormView"): _FORM,
    ("flask_appbuilder.", "IndexView"): (("/", _GET, "index"),),
    ("flask_admin.", "ModelView"): _ADMIN_MODEL,
    ("flask_admin.", "AdminIndexView"): (("/", _GET, "index"),),
}


def gives(name: str) -> bool:
    """Whether a call of that name gives a class of views to the app."""
    return name.rpartition(".")[2] in ADDERS and name.startswith(("flask_appbuilder.", "flask_admin."))
