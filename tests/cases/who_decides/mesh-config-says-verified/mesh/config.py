import os

# The mesh's jwt_authn filter verifies issuer, audience, expiry and signature, strips both headers from
# outside requests and adds them itself. The secret proves to us that a request came through it.
PAYLOAD_HEADER = "X-Jwt-Payload"
MESH_SECRET_HEADER = "X-Mesh-Secret"
MESH_SECRET = os.environ["MESH_SECRET"]
