import logging

from meridian.readers import last_run

LOG = logging.getLogger(__name__)


def main() -> None:
    LOG.info("the last run had %d rows", len(last_run()))


if __name__ == "__main__":
    main()
