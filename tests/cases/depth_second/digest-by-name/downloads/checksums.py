import hashlib


class Checksum:
    def __init__(self, method="hashlib.sha256"):
        self.method = method

    def of(self, content):
        function = eval(self.method)  # found: code-from-request
        return function(content).hexdigest()
