import base64

from cryptography import x509


def key_from_chain(header):
    return x509.load_der_x509_certificate(base64.b64decode(header["x5c"][0])).public_key()  # found: key-from-token
