from flask import Flask

from panel.pages import Bans, Flags

app = Flask(__name__)
app.add_url_rule("/admin/bans", view_func=Bans.as_view("bans"))
app.add_url_rule("/admin/flags", view_func=Flags.as_view("flags"))
