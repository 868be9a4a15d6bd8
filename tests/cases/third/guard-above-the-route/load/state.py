from dataclasses import dataclass


@dataclass
class Swarm:
    users: int = 0


swarm = Swarm()
