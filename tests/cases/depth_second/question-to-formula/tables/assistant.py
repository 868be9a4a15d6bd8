from openai import OpenAI

PROMPT = """You are given a list of dictionaries named rows with the keys {columns}.
Answer with one Python expression that answers the question. No prose.

Question: {question}"""


class TableAssistant:
    def __init__(self, model="gpt-4o-mini"):
        self.client = OpenAI()
        self.model = model

    def expression_for(self, question, columns):
        prompt = PROMPT.format(columns=", ".join(columns), question=question)
        completion = self.client.chat.completions.create(
            model=self.model, messages=[{"role": "user", "content": prompt}], temperature=0
        )
        return completion.choices[0].message.content.strip().strip("`")
