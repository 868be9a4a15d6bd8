from flask_wtf import FlaskForm
from flask_wtf.file import FileAllowed, FileField, FileRequired
from wtforms import SubmitField


class CatalogueForm(FlaskForm):
    catalogue = FileField("Catalogue", validators=[FileRequired(), FileAllowed(["yml", "yaml"])])
    submit = SubmitField("Import")
