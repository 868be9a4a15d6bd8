import logging
import os

import boto3

from orders.pipeline import orders

logger = logging.getLogger()
logger.setLevel(logging.INFO)
table = boto3.resource("dynamodb").Table(os.environ["ORDERS_TABLE"])


def handler(event, _context):
    count = 0
    for order in orders(event):
        table.put_item(Item={"id": str(order["id"]), "total": int(order["total"])})
        count += 1
    logger.info("%d orders", count)
    return {"statusCode": 200, "body": str(count)}
