from openai import OpenAI

from assistant.spec import ChartSpec

client = OpenAI()


def chart_spec(question: str) -> ChartSpec:
    completion = client.chat.completions.create(
        model="small",
        response_format={"type": "json_object"},
        messages=[{"role": "user", "content": question}],
    )
    return ChartSpec.model_validate_json(completion.choices[0].message.content)
