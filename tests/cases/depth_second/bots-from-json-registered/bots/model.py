from bots.serial import Serializable, register


@register
class Llm(Serializable):
    fields = ("model", "temperature")
    model = "small"
    temperature = 0.0


@register
class Bot(Serializable):
    fields = ("name", "llm")
    name = ""
    llm = Llm()
