from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from notebook.kernels import listing
from notebook.settings import CORS_ALLOW_ORIGIN, CORS_METHODS

app = FastAPI(title="notebook")
app.add_middleware(  # found: cors-with-credentials
    CORSMiddleware,
    allow_origins=CORS_ALLOW_ORIGIN,
    allow_credentials=True,
    allow_methods=CORS_METHODS,
)


@app.get("/kernels")
def kernels():
    return listing()
