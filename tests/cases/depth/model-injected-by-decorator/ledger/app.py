from flask import Flask, jsonify

from ledger.charts import chart
from ledger.inject import validated
from ledger.schemas import Opening

app = Flask(__name__)


@app.post("/accounts/<int:account>/opening")
@validated(Opening)
def opening(account, body):
    return jsonify(account=account, chart=chart(body.plan), cents=body.cents)
