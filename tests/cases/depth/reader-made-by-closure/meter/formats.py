import json
import pickle as _p

from .readers import make_reader

read_json = make_reader(json.loads, limit=1 << 16)
read_frozen = make_reader(_p.loads, limit=1 << 20)
