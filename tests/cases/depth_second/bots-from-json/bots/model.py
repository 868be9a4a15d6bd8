from bots.serial import Serializable


class Llm(Serializable):
    def __init__(self, model="small", temperature=0.0):
        self.model = model
        self.temperature = temperature


class Bot(Serializable):
    def __init__(self, name, llm=None):
        self.name = name
        self.llm = llm or Llm()
