"""Which calls deserialize because they, or what they belong to, were set up so, or take their data in by themselves?

Rows as in `deserializers`, where a call is dangerous by its own name.
"""

from __future__ import annotations

from bearproof.catalog.rows import Arg, Kind, Sink

_PICKLES = ("pickle", "dill", "cloudpickle", "django.contrib.sessions.serializers.PickleSerializer",
            "django.core.signing.PickleSerializer", "webob.cookies.PickleSerializer",
            "pyramid.session.PickleSerializer")  # fmt: skip
_SIGNED = "the JSON serializer, and a key that is not in the source"
_KNOWN_KEY = Arg("secret_key", 0, constant=True)
_ITSDANGEROUS = ("Serializer", "TimedSerializer", "URLSafeSerializer", "URLSafeTimedSerializer")

#: What was signed is our own, unless the key stands in the source.
SIGNED: tuple[Sink, ...] = (
    *(
        Sink(
            f"itsdangerous.{cls}.loads", "deserializer", 0, ("s",), use=_SIGNED,
            made=(_KNOWN_KEY, Arg("serializer", 2, names=_PICKLES)),
            bad=f"import itsdangerous; import pickle; "
            f"itsdangerous.{cls}('known', serializer=pickle).loads(data.decode())",
            good=f"import itsdangerous; itsdangerous.{cls}('known').loads(data.decode())",
        )
        for cls in _ITSDANGEROUS
    ),
    Sink(
        "django.core.signing.loads", "deserializer", 0, ("s",), use=_SIGNED,
        only=(Arg("key", 1, constant=True), Arg("serializer", 3, names=_PICKLES)),
        bad="import django.core.signing; from django.contrib.sessions.serializers import PickleSerializer; "
        "django.core.signing.loads(data.decode(), key='known', serializer=PickleSerializer)",
        good="import django.core.signing; django.core.signing.loads(data.decode(), key='known')",
    ),
    *(
        Sink(
            f"webob.cookies.{cls}.loads", "deserializer", 0, ("bstruct",), use=_SIGNED,
            made=(Arg("secret", 0, constant=True), Arg("serializer", 3, names=_PICKLES)),
            bad=f"import webob.cookies; from webob.cookies import PickleSerializer; "
            f"webob.cookies.{cls}('known', 'salt', serializer=PickleSerializer).loads(data)",
            good=f"import webob.cookies; webob.cookies.{cls}('known', 'salt').loads(data)",
        )
        for cls in ("SignedSerializer",)
    ),
)  # fmt: skip

_SAFE_CHANNEL = "JSON messages, validated by a schema"

#: Calls that read from a socket or a queue and deserialize what they read.
RECEIVERS: tuple[Sink, ...] = (
    Sink(
        "zmq.Socket.recv_pyobj", "deserializer", -1, use=_SAFE_CHANNEL, brings=Kind.MESSAGE,
        bad="import zmq; zmq.Context().socket(zmq.PULL).recv_pyobj()",
        good="import zmq; s = zmq.Context().socket(zmq.PULL); s.bind('inproc://own'); s.recv_pyobj()",
    ),
    Sink(
        "multiprocessing.connection.Connection.recv", "deserializer", -1, use="recv_bytes, and JSON in a schema",
        brings=Kind.MESSAGE,
        bad="import multiprocessing.connection; "
        "multiprocessing.connection.Listener(('0.0.0.0', 6000)).accept().recv()",
        good="import multiprocessing; multiprocessing.Pipe()[0].recv()",
    ),
)  # fmt: skip

_LOOKUP = "a dictionary of the allowed names"

#: Calls of what the sender named.
CHOSEN: tuple[Sink, ...] = (
    Sink(
        "builtins.getattr()", "deserializer", -1, use=_LOOKUP,
        bad="import importlib; getattr(importlib, data.decode())()",
        good="import importlib; getattr(importlib, 'invalidate_caches')()",
    ),
    *(
        Sink(f"hydra.utils.{name}", "deserializer", use=_LOOKUP,
             bad=f"import json; import hydra.utils; hydra.utils.{name}(json.loads(data))",
             good=f"import hydra.utils; hydra.utils.{name}('json.JSONDecoder')")
        for name in ("instantiate", "call", "get_class", "get_method", "get_object")
    ),
)  # fmt: skip

_WEIGHTS = "safetensors, or a format without code"
_MODEL_FILES = (
    "fastai.learner.load_learner",
    "fastai.vision.all.load_learner",
    "ultralytics.YOLO",
    "pycaret.classification.load_model",
    "pycaret.regression.load_model",
    "mlflow.pytorch.load_model",
    "mlflow.tensorflow.load_model",
    "mlflow.keras.load_model",
    "mlflow.statsmodels.load_model",
    "mlflow.lightgbm.load_model",
    "stable_baselines3.PPO.load",
    "stable_baselines3.DQN.load",
    "stable_baselines3.A2C.load",
    "stable_baselines3.SAC.load",
)
#: Model files that hold pickles.
MODEL_FILES: tuple[Sink, ...] = tuple(
    Sink(
        name, "deserializer", use=_WEIGHTS, path=True,
        bad=f"import {name.partition('.')[0]}; {name}(data.decode())",
        good=f"import {name.partition('.')[0]}; {name}('own.pkl')",
    )
    for name in _MODEL_FILES
)  # fmt: skip

CONFIGURED: tuple[Sink, ...] = (*SIGNED, *RECEIVERS, *CHOSEN, *MODEL_FILES)
