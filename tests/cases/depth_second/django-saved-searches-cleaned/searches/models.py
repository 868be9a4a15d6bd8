import pickle

from django.db import models


class SavedSearch(models.Model):
    payload = models.BinaryField(editable=False)

    def __str__(self):
        return f"search {self.pk}"

    @classmethod
    def from_criteria(cls, criteria):
        search = cls(payload=pickle.dumps(criteria))
        search.save()
        return search

    @property
    def criteria(self):
        return pickle.loads(bytes(self.payload))
