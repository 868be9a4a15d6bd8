import json
import pickle

import redis

server = redis.StrictRedis(host="localhost", db=4)
JOBS, RESULTS = "crawl:jobs", "crawl:results"


def push_job(job):
    server.lpush(JOBS, json.dumps(job))


def pop_job():
    raw = server.rpop(JOBS)
    return json.loads(raw) if raw else None


def save_result(job_id, pages):
    server.hset(RESULTS, str(job_id), pickle.dumps(pages))


def load_result(job_id):
    raw = server.hget(RESULTS, str(job_id))
    return pickle.loads(raw) if raw else None
