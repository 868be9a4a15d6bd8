import logging
from collections import Counter

log = logging.getLogger("sync.strictness")
mismatches = Counter()


def note(sender):
    mismatches[sender] += 1
    log.warning("mac of %s does not match (%d so far)", sender, mismatches[sender])
