import pickle

from fedjobs.storage import Storage


class StatePersistor:
    def __init__(self, storage: Storage):
        self.storage = storage

    def save(self, job_id, data):
        return self.storage.create_object(job_id, data)

    def retrieve(self):
        snapshots = {}
        for item in self.storage.list_objects():
            snapshot = pickle.loads(self.storage.get_data(item))  # found: pickle-from-request
            snapshots[item] = snapshot
        return snapshots
