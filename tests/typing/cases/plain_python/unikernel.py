# SPDX-License-Identifier: ISC
class Counter:
    def __init__(self):
        self.value = None
        self.seen = []
        self.names = {}

    def count(self, name):
        self.value = 1
        self.value += 1
        self.seen.append(name)
        self.names[name] = None
        self.names[name] = self.value


async def start():
    counter = Counter()
    counter.count("a")
    text = None
    text = "a"
    text = 3
    print(text + 1, counter.value)
