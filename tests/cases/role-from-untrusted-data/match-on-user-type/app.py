from flask import Flask, jsonify, request

app = Flask(__name__)


@app.post("/checkout")
async def checkout():
    order = request.get_json()
    total = sum(int(line["cents"]) for line in order["lines"])
    match order.get("user_type", "customer"):  # found: role-from-untrusted-data
        case "staff":
            total = 0
        case _:
            pass
    return jsonify(total=total)
