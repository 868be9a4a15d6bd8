import hmac
import ipaddress
import os

from flask import abort, current_app, g, request

NETWORKS = [ipaddress.ip_network(entry) for entry in os.environ["TRUSTED_PROXIES"].split(",")]
SHARED_SECRET = os.environ["PROXY_SECRET"].encode()


def peer_is_trusted():
    orig = request.environ.get("werkzeug.proxy_fix.orig", {})
    address = orig.get("REMOTE_ADDR") or request.environ.get("REMOTE_ADDR")
    try:
        peer = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(peer in network for network in NETWORKS)


def secret_matches():
    supplied = request.headers.get("X-Proxy-Secret", "")
    return hmac.compare_digest(supplied.encode(), SHARED_SECRET)


def identify():
    if not (peer_is_trusted() and secret_matches()):
        current_app.logger.info("identity headers of %s refused", request.remote_addr)
        abort(401)
    g.user = request.headers.get("X-Forwarded-User")
    if not g.user:
        abort(401)
    g.groups = set(request.headers.get("X-Forwarded-Groups", "").split(","))
