import hmac
import pickle

from relay.keys import key_of


def unpack(content, mac):
    bundle = pickle.loads(content)  # found: pickle-from-request
    expected = hmac.new(key_of(bundle["author"]), content, "sha256").hexdigest()
    if not hmac.compare_digest(expected, mac):
        raise ValueError("mac")
    return bundle["items"]
