import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from notebook.public import public

ORIGINS = ["https://lab.example", "https://staging.lab.example"]

app = FastAPI(title="notebook")
app.add_middleware(CORSMiddleware, allow_origins=ORIGINS, allow_credentials=True, allow_methods=["GET", "POST"])
app.mount("/public", public)


@app.get("/kernels")
def kernels():
    return [{"language": "python", "workers": int(os.environ["WORKERS"])}]
