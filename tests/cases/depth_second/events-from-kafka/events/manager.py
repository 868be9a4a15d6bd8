import pickle

import kafka


class PubSubManager:
    channel = "events"

    def _listen(self):
        raise NotImplementedError

    def run(self, handle):
        for data in self._listen():
            if data and "method" in data:
                handle(data)


class KafkaManager(PubSubManager):
    def __init__(self, url="localhost:9092"):
        self.producer = kafka.KafkaProducer(bootstrap_servers=url)
        self.consumer = kafka.KafkaConsumer(self.channel, bootstrap_servers=url)

    def publish_raw(self, value):
        self.producer.send(self.channel, value=value)
        self.producer.flush()

    def _records(self):
        yield from self.consumer

    def _listen(self):
        for record in self._records():
            if record.topic == self.channel:
                yield pickle.loads(record.value)  # found: pickle-from-request
