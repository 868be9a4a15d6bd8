import os
import pickle

import boto3

BUCKET = os.environ["MODEL_BUCKET"]
KEY = "rating/v12/model.pkl"
_model = None


def model():
    global _model  # noqa: PLW0603  # one model for each warm container
    if _model is None:
        answer = boto3.client("s3").get_object(Bucket=BUCKET, Key=KEY)
        _model = pickle.loads(answer["Body"].read())
    return _model
