from openai import OpenAI

PROMPT = "Answer with one YAML document, tag it !!python/object:planner.recipe.Recipe. The dish: {dish}"

client = OpenAI()


def ask(dish, parse):
    answer = client.chat.completions.create(
        model="gpt-4o-mini",
        messages=[{"role": "user", "content": PROMPT.format(dish=dish)}],
    )
    return parse(answer.choices[0].message.content)
