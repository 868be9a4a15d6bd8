import logging
from typing import BinaryIO

from meridian.readers.data_format import DataFormat
from meridian.readers.registry import read

LOG = logging.getLogger(__name__)


class TaskService:
    def accept(self, stream: BinaryIO, data_format: DataFormat) -> int:
        rows = read(stream, data_format)
        LOG.info("accepted a task of %d rows", len(rows))
        return len(rows)
