"""What do other servers and brokers send? Calls of their clients, by what may be in the answer.

Whoever publishes to a broker, or reaches a socket, writes the message (`MESSAGE`). What another server answers
(`ANSWER`) is the word of that server, or of whoever stands between; a weaker source than a request.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bearproof.catalog.rows import Kind, Source

_VERBS = "get post put patch delete head options request send"
#: Calls by class or module whose result is what another server answered.
_ANSWERING: Mapping[str, str] = {
    "requests": _VERBS,
    "requests.Session": _VERBS,
    "httpx": f"{_VERBS} stream",
    "httpx.Client": f"{_VERBS} stream",
    "aiohttp": "request",
    "aiohttp.ClientSession": f"{_VERBS} ws_connect",
    "urllib.request": "urlopen",
    "urllib.request.OpenerDirector": "open",
    "urllib3": "request",
    "urllib3.PoolManager": "request urlopen request_encode_url",
    "http.client.HTTPConnection": "getresponse",
    "boto3.client()": "invoke_endpoint invoke_model invoke_endpoint_with_response_stream",
    "boto3.Session.client()": "invoke_endpoint invoke_model invoke_endpoint_with_response_stream",
    "ftplib.FTP": "retrlines",
    "treq": _VERBS,
    "httplib2.Http": "request",
    "pycurl.Curl": "perform_rb perform_rs",
}
#: Calls whose result is a message of whoever publishes; `__iter__` stands for the object's own elements.
_PUBLISHED: Mapping[str, str] = {
    "redis.client.PubSub": "listen get_message",
    "kombu.Connection.SimpleQueue": "get get_nowait",
    "kombu.Connection.SimpleBuffer": "get get_nowait",
    "kombu.simple.SimpleQueue": "get get_nowait",
    "kombu.Queue": "get",
    "kafka.KafkaConsumer": "__iter__ poll",
    "aiokafka.AIOKafkaConsumer": "__iter__ getone getmany",
    "confluent_kafka.Consumer": "poll consume",
    "aio_pika.Queue": "__iter__ get iterator",
    "pika.channel.Channel": "basic_get consume",
    "pulsar.Client.subscribe()": "receive batch_receive",
    "nats.aio.subscription.Subscription": "next_msg messages",
    "aiomqtt.Client.messages": "__iter__",
    "boto3.client()": "receive_message",
    "boto3.Session.client()": "receive_message",
    "google.cloud.pubsub_v1.SubscriberClient": "pull",
    "azure.servicebus.ServiceBusReceiver": "receive_messages __iter__",
    "stomp.Connection": "receive",
    "pynng.Socket": "recv recv_msg",
    "nanomsg.Socket": "recv",
}


def _rows(table: Mapping[str, str], kind: Kind) -> Iterator[Source]:
    for name, calls in table.items():
        yield from (Source(f"{name}.{call}", kind, call=True) for call in calls.split())


ANSWERS: tuple[Source, ...] = tuple(_rows(_ANSWERING, Kind.ANSWER))
PEERS: tuple[Source, ...] = (*ANSWERS, *_rows(_PUBLISHED, Kind.MESSAGE))

#: Methods that only one library has, by which an object is known of which nothing else is.
BY_METHOD: Mapping[str, str] = {
    "recv_pyobj": "zmq.Socket",
    "recv_multipart": "zmq.Socket",
    "invoke_endpoint": "boto3.client()",
}

#: Spellings of the same clients.
ALIASES: Mapping[str, str] = {
    "requests.api": "requests",
    "requests.session()": "requests.Session",
    "requests.sessions.Session": "requests.Session",
    "requests_toolbelt.sessions.BaseUrlSession": "requests.Session",
    "cloudscraper.create_scraper()": "requests.Session",
    "requests_html.HTMLSession": "requests.Session",
    "httpx.AsyncClient": "httpx.Client",
    "aiohttp.client.ClientSession": "aiohttp.ClientSession",
    "six.moves.urllib.request": "urllib.request",
    "future.moves.urllib.request": "urllib.request",
    "urllib2": "urllib.request",
    "urllib.request.build_opener()": "urllib.request.OpenerDirector",
    "http.client.HTTPSConnection": "http.client.HTTPConnection",
    "six.moves.http_client": "http.client",
    "httplib": "http.client",
    "redis.Redis.pubsub()": "redis.client.PubSub",
    "redis.StrictRedis.pubsub()": "redis.client.PubSub",
    "redis.from_url().pubsub()": "redis.client.PubSub",
    "redis.asyncio.Redis.pubsub()": "redis.client.PubSub",
    "redis.asyncio.client.PubSub": "redis.client.PubSub",
    "redis.asyncio.from_url()": "redis.from_url()",
    "redis.asyncio.Redis.from_url()": "redis.from_url()",
    "redis.StrictRedis.from_url()": "redis.from_url()",
    "aioredis": "redis.asyncio",
    "kafka.consumer.KafkaConsumer": "kafka.KafkaConsumer",
    "aio_pika.connect_robust()": "aio_pika.Connection",
    "aio_pika.connect()": "aio_pika.Connection",
    "aio_pika.RobustConnection": "aio_pika.Connection",
    "aio_pika.Connection.channel()": "aio_pika.Channel",
    "aio_pika.abc.AbstractChannel": "aio_pika.Channel",
    "aio_pika.RobustChannel": "aio_pika.Channel",
    "aio_pika.Channel.declare_queue()": "aio_pika.Queue",
    "aio_pika.Channel.get_queue()": "aio_pika.Queue",
    "aio_pika.abc.AbstractQueue": "aio_pika.Queue",
    "aio_pika.RobustQueue": "aio_pika.Queue",
    "pika.BlockingConnection.channel()": "pika.channel.Channel",
    "pika.SelectConnection.channel()": "pika.channel.Channel",
    "pika.adapters.blocking_connection.BlockingChannel": "pika.channel.Channel",
    "eventlet.green.zmq": "zmq",
    "zmq.sugar.socket.Socket": "zmq.Socket",
    "zmq.eventloop.zmqstream.ZMQStream": "zmq.Socket",
    "zmq.Context.instance().socket()": "zmq.Socket",
}
