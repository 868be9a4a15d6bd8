import configparser
import csv
import io
import plistlib
import tomllib
from urllib.parse import parse_qs


def read_ini(raw):
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(raw.decode())
    return {name: dict(parser[name]) for name in parser.sections()}


def read_csv(raw):
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))


READERS = {
    "plist": plistlib.loads,
    "toml": lambda raw: tomllib.loads(raw.decode()),
    "ini": read_ini,
    "csv": read_csv,
    "query": lambda raw: parse_qs(raw.decode(), keep_blank_values=True),
}
