from forms.prototype import Field, clone


def titled(title):
    form = clone()
    form.title = title.strip() or form.title
    return form


def extended(form, labels):
    form = clone(form)
    form.fields.extend(Field(str(label)) for label in labels)
    return form
