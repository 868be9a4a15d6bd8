import re

from openai import OpenAI

client = OpenAI()
FENCE = re.compile(r"```(?:python)?\n(.*?)```", re.DOTALL)


def generate_code(prompt: str) -> str:
    completion = client.chat.completions.create(
        model="small",
        temperature=0,
        messages=[{"role": "system", "content": "Answer with code."}, {"role": "user", "content": prompt}],
    )
    text = completion.choices[0].message.content
    fenced = FENCE.search(text)
    return fenced.group(1) if fenced else text
