broker_url = "redis://localhost/1"
accept_content = ["json"]
task_serializer = "json"
PLANS = "/opt/thumbs/plans"
