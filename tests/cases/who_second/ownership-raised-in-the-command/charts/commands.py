from flask_login import current_user

from charts.models import Chart, db


class NotFound(Exception):
    pass


class Forbidden(Exception):
    pass


def raise_for_ownership(model):
    if current_user.id not in {owner.id for owner in model.owners}:
        raise Forbidden


class ChartCommand:
    def __init__(self, pk):
        self._pk = pk
        self._model = None

    def validate(self):
        self._model = db.session.get(Chart, self._pk)
        if self._model is None:
            raise NotFound
        raise_for_ownership(self._model)

    def run(self):
        raise NotImplementedError


class DeleteChart(ChartCommand):
    def run(self):
        self.validate()
        db.session.delete(self._model)
        db.session.commit()


class RenameChart(ChartCommand):
    def __init__(self, pk, name):
        super().__init__(pk)
        self._name = name

    def run(self):
        self.validate()
        self._model.name = self._name
        db.session.commit()
        return self._model
