"""Which calls turn bytes into objects, or text into code? One row each, with a bad and a good line.

`PICKLE` (pickle and what is built on it), `YAML` and `OTHER` are the sinks; a row's family says which check tells it.
`BY_RECEIVER` holds methods that are dangerous only by the way their object was made (`Sink.made`); whoever does not
look at that must leave these rows aside.
"""

from __future__ import annotations

from bearproof.catalog.rows import Arg, Sink

_OWN = "data whose MAC was verified first, or JSON in a schema"


def _family(call: str) -> str:
    """The standard library's own unpicklers are a family of their own; what is built on them is a deserializer."""
    return "pickle" if call.startswith("pickle.") else "deserializer"


def _line(call: str, expression: str) -> str:
    """An expression after the imports that it needs: the module is all that stands before a class or the function."""
    package, *parts = call.split(".")[:-1]
    module = ".".join((package, *(part for part in parts if not part.lstrip("_")[:1].isupper())))
    return f"{'import io; ' if 'io.BytesIO' in expression else ''}import {module}; {expression}"


def _call(family: str, call: str, given: tuple[str, str], rest: str = "", **more: object) -> Sink:
    """A row whose lines are one call, with request data and with a constant of our own."""
    bad, own = given
    use = str(more.pop("use", _OWN))
    lines = {"bad": _line(call, f"{call}({bad}{rest})"), "good": _line(call, f"{call}({own}{rest})")}
    return Sink(call, family, use=use, **(lines | more))  # type: ignore[arg-type]  # the fields of Sink, checked by tests


def _object(family: str, call: str, given: tuple[str, str], rest: str = "") -> Sink:
    """A row for a method without data of its own: the data went into the object."""
    cls, _, method = call.rpartition(".")
    bad, own = (_line(call, f"{cls}({text}).{method}({rest})") for text in given)
    return Sink(call, family, -1, use=_OWN, bad=bad, good=own)


def _method(family: str, call: str) -> Sink:
    """A row for a method that is given bytes."""
    cls, _, method = call.rpartition(".")
    bad, own = (_line(call, f"{cls}().{method}({text})") for text in _BYTES)
    return Sink(call, family, use=_OWN, bad=bad, good=own)


def _switched(family: str, call: str, switch: tuple[str, int], lines: tuple[str, str], use: str) -> Sink:
    """A row that is dangerous only when a switch is on."""
    bad, good = (_line(call, f"{call}({given})") for given in lines)
    only = (Arg(switch[0], switch[1], (True,), unknown=True),)
    return Sink(call, family, only=only, use=use, bad=bad, good=good)


_BYTES = ("data", "b'N.'")
_FILE = ("io.BytesIO(data)", "open('own.bin', 'rb')")
_PATH = ("data.decode()", "'own.bin'")
_STREAM = ("io.BytesIO(data)", "io.BytesIO(b'N.')")

_LOADS = (
    "pickle.loads",
    "pickle._loads",
    "dill.loads",
    "cloudpickle.loads",
    "ray.cloudpickle.loads",
    "srsly.pickle_loads",
    "distributed.protocol.pickle.loads",
    "kombu.serialization.pickle_loads",
    "kombu.serialization.unpickle",
    "multiprocessing.reduction.ForkingPickler.loads",
    "sqlitedict.decode",
    "deepdiff.serialization.pickle_load",
    "pyarrow.deserialize",
)
_LOAD = (
    "pickle.load",
    "pickle._load",
    "dill.load",
    "cloudpickle.load",
    "ray.cloudpickle.load",
    "joblib.load",
    "hickle.load",  # `safe=True` is ignored for files of hickle 4 and newer
    "compress_pickle.load",
    "pandas.read_pickle",
)
_LOAD_PATH = (
    "dill.load_session",
    "dill.load_module",
    "dill.load_module_asdict",
    "shelve.open",
    "shelve.DbfilenameShelf",
    "pandas.read_hdf",
    "networkx.read_gpickle",
    "nltk.data.load",
    "statsmodels.api.load",
    "statsmodels.iolib.smpickle.load_pickle",
    "gensim.utils.unpickle",
    "gensim.models.Word2Vec.load",
    "gensim.models.Doc2Vec.load",
    "gensim.models.FastText.load",
    "gensim.models.LdaModel.load",
    "gensim.models.KeyedVectors.load",
    "mlflow.pyfunc.load_model",
    "mlflow.sklearn.load_model",
)
_METHODS = (
    "pyspark.serializers.PickleSerializer.loads",
    "pyspark.serializers.CPickleSerializer.loads",
    "pyspark.serializers.CloudPickleSerializer.loads",
    "django.contrib.sessions.serializers.PickleSerializer.loads",
    "cachelib.serializers.SimpleSerializer.loads",
    "cachelib.serializers.FileSystemSerializer.loads",
    "cachelib.serializers.MongoDbSerializer.loads",
    "cachelib.serializers.RedisSerializer.loads",
    "cachelib.serializers.ValkeySerializer.loads",
    "cachelib.serializers.DynamoDbSerializer.loads",
    "Pyro4.util.PickleSerializer.loads",
    "Pyro4.util.PickleSerializer.loadsCall",
    "Pyro4.util.CloudpickleSerializer.loads",
    "Pyro4.util.DillSerializer.loads",
    "rq.serializers.DefaultSerializer.loads",
    "huey.serializer.Serializer.deserialize",
    "dramatiq.PickleEncoder.decode",
    "aiocache.serializers.PickleSerializer.loads",
)
_UNPICKLERS = (
    "pickle.Unpickler.load",
    "dill.Unpickler.load",
)
_JSON_TYPES = ("json", "application/json", "application/x-msgpack", "application/data", "text/plain")
_TRUSTED = (Arg("weights_only", -1, (True,)),)
_NO_PICKLE = "the default, allow_pickle=False"

PICKLE: tuple[Sink, ...] = (
    *(_call(_family(name), name, _BYTES) for name in _LOADS),
    *(_call(_family(name), name, _FILE, path=not name.startswith("pickle.")) for name in _LOAD),
    *(_call(_family(name), name, _PATH, path=True) for name in _LOAD_PATH),
    *(_method(_family(name), name) for name in _METHODS),
    *(_object(_family(name), name, _STREAM) for name in _UNPICKLERS),
    _call("deserializer", "compress_pickle.loads", _BYTES, ", 'gzip'"),
    _call("deserializer", "sqlalchemy.ext.serializer.loads", _BYTES, ", None"),
    _call("deserializer", "shelve.Shelf", ("{b'k': data}", "{}"), keywords=("dict",)),
    _call("deserializer", "shelve.BsdDbShelf", ("{b'k': data}", "{}"), keywords=("dict",)),
    _call(
        "deserializer", "kombu.serialization.loads", _BYTES, ", 'application/x-python-serialize', 'binary'",
        unless=(Arg("content_type", 1, _JSON_TYPES),), use="kombu with the JSON serializer",
        good="import kombu.serialization; kombu.serialization.loads(data, 'application/json', 'utf-8')",
    ),
    _call(
        "deserializer", "torch.load", _FILE, path=True, unless=_TRUSTED, use="weights_only=True, or safetensors",
        good="import io; import torch; torch.load(io.BytesIO(data), weights_only=True)",
    ),
    _call(
        "deserializer", "torch.hub.load_state_dict_from_url", _PATH, unless=_TRUSTED,
        use="weights_only=True, or safetensors",
        good="import torch; torch.hub.load_state_dict_from_url(data.decode(), weights_only=True)",
    ),
    _object("deserializer", "torch.package.PackageImporter.load_pickle", _STREAM, "'models', 'first.pkl'"),
    _call(
        "deserializer", "deepdiff.Delta", _BYTES, keywords=("diff",), use="a JSON deserializer",
        unless=(Arg("deserializer", 6, names=("json.loads", "deepdiff.serialization.json_loads")),),
        good="import deepdiff; import deepdiff.serialization; "
        "deepdiff.Delta(data, deserializer=deepdiff.serialization.json_loads)",
    ),
    _switched(
        "deserializer", "numpy.load", ("allow_pickle", 2), ("io.BytesIO(data), allow_pickle=True", "io.BytesIO(data)"),
        _NO_PICKLE,
    ),
    _switched(
        "deserializer", "numpy.lib.format.read_array", ("allow_pickle", 1),
        ("io.BytesIO(data), allow_pickle=True", "io.BytesIO(data)"), _NO_PICKLE,
    ),
    *(
        _switched(
            "deserializer", f"pydantic.BaseModel.{name}", ("allow_pickle", -1),
            (f"{given}, proto='pickle', allow_pickle=True", given), "model_validate_json",
        )
        for name, given in (("parse_raw", "data"), ("parse_file", "data.decode()"))
    ),
    *(
        Sink(
            f"skops.io.{name}", "deserializer", use="a literal list of trusted types",
            only=(Arg("trusted", 1, (True,), ("skops.io.get_untrusted_types",)),),
            bad=f"import skops.io; skops.io.{name}({given}, trusted=skops.io.get_untrusted_types(data=data))",
            good=f"import skops.io; skops.io.{name}({given}, trusted=[])",
        )
        for name, given in (("loads", "data"), ("load", "data.decode()"))
    ),
)  # fmt: skip

_SAFE = ("SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader")
_RUAMEL_SAFE = (*_SAFE, "RoundTripLoader")
_UNSAFE = ("Loader", "UnsafeLoader", "FullLoader", "CLoader", "CUnsafeLoader", "CFullLoader")


def _yaml(package: str, name: str, safe: tuple[str, ...]) -> Sink:
    call = f"{package}.{name}"
    loaders = tuple(f"{package}.{loader}" for loader in safe)
    start = f"import {package}; {call}(data, Loader={package}."
    unless = (Arg("Loader", 1, names=loaders),)
    return Sink(
        call, "yaml", 0, ("stream",), unless=unless, use="yaml.safe_load",
        bad=f"{start}Loader)", good=f"{start}SafeLoader)",
    )  # fmt: skip


YAML: tuple[Sink, ...] = (
    *(_yaml("yaml", name, _SAFE) for name in ("load", "load_all")),
    *(_yaml("ruamel.yaml", name, _RUAMEL_SAFE) for name in ("load", "load_all")),
    *(
        _call("yaml", f"yaml.{name}", ("data", "b'a: 1'"), keywords=("stream",), use="yaml.safe_load")
        for name in ("unsafe_load", "unsafe_load_all", "full_load", "full_load_all")
    ),
    *(
        _object("yaml", f"yaml.{loader}.{method}", ("data", "b'a: 1'"))
        for loader in _UNSAFE
        for method in ("get_data", "get_single_data")
    ),
)

_SCHEMA = "JSON, validated by a schema"
_LOOKUP = "a dictionary of the allowed names"
_TRANSFORMERS = (
    "transformers.AutoModel.from_pretrained",
    "transformers.AutoModelForCausalLM.from_pretrained",
    "transformers.AutoTokenizer.from_pretrained",
    "transformers.AutoConfig.from_pretrained",
    "sentence_transformers.SentenceTransformer",
    "datasets.load_dataset",
)
_IMPORTERS = (
    "importlib.import_module",
    "pydoc.locate",
    "pkgutil.resolve_name",
    "runpy.run_module",
    "runpy.run_path",
    "werkzeug.utils.import_string",
    "django.utils.module_loading.import_string",
)

OTHER: tuple[Sink, ...] = (
    _call("deserializer", "marshal.loads", _BYTES),
    _call("deserializer", "marshal.load", _FILE),
    _method("deserializer", "Pyro4.util.MarshalSerializer.loads"),
    _call("deserializer", "jsonpickle.decode", ("data", "'{}'"), keywords=("string",), use=_SCHEMA),
    _call("deserializer", "jsonpickle.Unpickler.restore", ("data", "{}"), use=_SCHEMA,
          bad="import json; import jsonpickle; jsonpickle.Unpickler().restore(json.loads(data))",
          good="import jsonpickle; jsonpickle.Unpickler().restore({})"),
    _call("deserializer", "twisted.spread.jelly.unjelly", ("data", "[]"), use=_SCHEMA),
    _call("deserializer", "twisted.persisted.aot.unjellyFromSource", ("data.decode()", "'app = 1'"), use=_SCHEMA),
    _call("deserializer", "logging.config.dictConfig", ("{'x': data}", "{'version': 1}"), use=_SCHEMA,
          keywords=("config",), bad="import json; import logging.config; logging.config.dictConfig(json.loads(data))"),
    _call("deserializer", "logging.config.fileConfig", ("data.decode()", "'own.ini'"), use=_SCHEMA),
    _call("deserializer", "torch.jit.load", _FILE, use="safetensors", path=True),
    _call("deserializer", "torch.hub.load", ("data.decode()", "'pytorch/vision'"), ", 'resnet18'", use=_LOOKUP),
    _call(
        "deserializer", "keras.models.load_model", _PATH, ", safe_mode=False", use="the default, safe_mode=True",
        only=(Arg("safe_mode", 3, (False,), unknown=True),),
        good="import keras.models; keras.models.load_model(data.decode())",
    ),
    *(
        _switched(
            "deserializer", name, ("trust_remote_code", -1), ("data.decode(), trust_remote_code=True", "data.decode()"),
            "the default, trust_remote_code=False",
        )
        for name in _TRANSFORMERS
    ),
    *(_call("deserializer", name, ("data.decode()", "'json'"), use=_LOOKUP) for name in _IMPORTERS),
    Sink("builtins.__import__", "deserializer", 0, ("name",), use=_LOOKUP,
         bad="__import__(data.decode())", good="__import__('json')"),
)  # fmt: skip

_TYPED_UNSAFE = (Arg("typ", -1, ("unsafe",)),)
_PICKLED = (Arg("serializer", 2, names=("pickle", "dill", "cloudpickle")),)

BY_RECEIVER: tuple[Sink, ...] = (
    *(
        Sink(
            f"ruamel.yaml.YAML.{name}", "yaml", 0, ("stream",), use="YAML(typ='safe')", made=_TYPED_UNSAFE,
            bad=f"import ruamel.yaml; ruamel.yaml.YAML(typ='unsafe').{name}(data)",
            good=f"import ruamel.yaml; ruamel.yaml.YAML(typ='safe').{name}(data)",
        )
        for name in ("load", "load_all")
    ),
    *(
        Sink(
            f"itsdangerous.{cls}.loads_unsafe", "deserializer", use="the JSON serializer, and loads()", made=_PICKLED,
            bad=f"import itsdangerous; import pickle; "
            f"itsdangerous.{cls}(b'k', b's', serializer=pickle).loads_unsafe(data)",
            good=f"import itsdangerous; itsdangerous.{cls}(b'k').loads_unsafe(data)",
        )
        for cls in ("Serializer", "TimedSerializer", "URLSafeSerializer", "URLSafeTimedSerializer")
    ),
)  # fmt: skip
