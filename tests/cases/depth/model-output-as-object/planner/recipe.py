import yaml


class Recipe:
    name = "unnamed"
    minutes = 0
    steps = ()

    def summary(self):
        return {"name": self.name, "minutes": self.minutes, "steps": len(self.steps)}


def parse_recipe(text):
    text = text.strip().removeprefix("```yaml").removesuffix("```")
    recipe = yaml.unsafe_load(text)  # found: deserializer-from-model-output
    return recipe if isinstance(recipe, Recipe) else Recipe()
