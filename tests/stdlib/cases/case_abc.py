# SPDX-License-Identifier: ISC
from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    def __init__(self, name):
        self.name = name

    @abstractmethod
    def area(self):
        return 0

    @abstractmethod
    def edges(self): ...

    def show(self):
        return f"{self.name}: {self.area()}"


class Half(Shape):
    def area(self):
        return super().area() + 1


class Square(Half):
    def edges(self):
        return 4


for cls in (Shape, Half):
    try:
        cls("x")
    except TypeError as error:
        print("TypeError", cls.__name__ in str(error), sorted(cls.__abstractmethods__))
square = Square("square")
print(square.show(), square.edges(), isinstance(square, Shape), issubclass(Square, ABC))
print(sorted(Square.__abstractmethods__))


class Meta(metaclass=ABCMeta):
    @abstractmethod
    def run(self): ...


class Runs(Meta):
    def run(self):
        return "ran"


print(Runs().run(), sorted(Meta.__abstractmethods__))


class Registered:
    known = []

    def __init_subclass__(cls, tag=None):
        Registered.known.append((cls.__name__, tag))


class First(Registered, tag="one"):
    pass


class Second(First):
    pass


print(Registered.known)


class Named:
    def __set_name__(self, owner, name):
        self.name = f"{owner.__name__}.{name}"


class Holder:
    field = Named()


print(Holder.field.name)
try:

    class Odd(metaclass=ABCMeta, colour="red"):
        pass

except TypeError:
    print("no such keyword")
