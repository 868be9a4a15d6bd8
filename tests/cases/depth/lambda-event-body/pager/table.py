import boto3

_table = boto3.resource("dynamodb").Table("entries")


def page(start, limit=25):
    arguments = {"Limit": limit}
    if start is not None:
        arguments["ExclusiveStartKey"] = start
    answer = _table.scan(**arguments)
    return answer["Items"], answer.get("LastEvaluatedKey")
