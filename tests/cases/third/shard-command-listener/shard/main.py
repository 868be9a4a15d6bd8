from dataclasses import dataclass, field

from shard.agent import CommandAgent


@dataclass
class Shard:
    players: set = field(default_factory=set)


def main():
    agent = CommandAgent(Shard(), 9300)
    agent.run()


if __name__ == "__main__":
    main()
