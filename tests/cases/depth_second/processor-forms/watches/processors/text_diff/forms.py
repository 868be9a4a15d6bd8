from wtforms import BooleanField, Form, StringField, validators


class SettingsForm(Form):
    url = StringField(validators=[validators.URL()])
    ignore_case = BooleanField()
    trigger = StringField(validators=[validators.Length(max=200)])
