import pickle

from django.db import models


class SavedSearch(models.Model):
    title = models.CharField(max_length=80)
    payload = models.BinaryField()
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created",)

    def __str__(self):
        return self.title

    @property
    def criteria(self):
        return pickle.loads(bytes(self.payload))  # found: pickle-from-request
