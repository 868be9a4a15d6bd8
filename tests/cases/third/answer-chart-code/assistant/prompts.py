CHART_PROMPT = """You write pandas code. The frame is called df.
Put the rows of the chart in a variable called result. Answer with code only.
Question: {question}"""
