from crawl.store import pop_job, save_result


def work(fetch):
    job = pop_job()
    if job is None:
        return 0
    pages = [fetch(url) for url in job["urls"]]
    save_result(job["id"], [len(page) for page in pages])
    return len(pages)
