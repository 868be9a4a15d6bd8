import pickle


def stats(job):
    if not job.is_finished:
        return None
    return pickle.loads(job.result)
