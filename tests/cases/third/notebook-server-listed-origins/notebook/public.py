from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

public = FastAPI(title="public data")
public.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=False, allow_methods=["GET"])


@public.get("/languages")
def languages():
    return ["python", "r"]
