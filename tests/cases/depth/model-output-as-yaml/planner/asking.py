from openai import OpenAI

PROMPT = "Answer with a YAML list of steps, each with a name and minutes. The dish: "


class Asker:
    def __init__(self, client=None, model="gpt-4o-mini"):
        self._client = client or OpenAI()
        self._model = model

    def ask(self, dish):
        answer = self._client.chat.completions.create(
            model=self._model,
            messages=[{"role": "user", "content": PROMPT + dish}],
        )
        return answer.choices[0].message.content
