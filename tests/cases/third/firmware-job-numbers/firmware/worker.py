import logging

from firmware.job import Job

log = logging.getLogger("firmware.worker")


def main():
    while True:
        job = Job.pop()
        if job is not None:
            log.info("flash %d with %d", job.device, job.image)


if __name__ == "__main__":
    main()
