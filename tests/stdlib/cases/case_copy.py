# SPDX-License-Identifier: ISC
import copy
from collections import OrderedDict


class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next


class Own:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return ["deep", isinstance(memo, dict)]


class Names(dict):
    pass


class Stack(list):
    pass


def different(original):
    shallow, deep = copy.copy(original), copy.deepcopy(original)
    return shallow == original, deep == original, shallow is original, deep is original


for value in (1, "s", b"b", None, (1, 2), 1.5, True, print, Node):
    print(different(value))
for value in ([1, [2]], {"k": [1]}, {1, 2}, bytearray(b"x"), ([1],), frozenset([1])):
    print(different(value)[:2], copy.deepcopy(value) is value)
inner = [1]
shallow, deep = copy.copy([inner]), copy.deepcopy([inner])
print(shallow[0] is inner, deep[0] is inner, deep)
node = Node(1, Node([2]))
shallow, deep = copy.copy(node), copy.deepcopy(node)
print(shallow.next is node.next, deep.next is node.next, deep.next.value)
node.next.next = node
deep = copy.deepcopy(node)
print(deep.next.next is deep, deep is node)
same = [0]
twice = copy.deepcopy([same, same])
print(twice[0] is twice[1])
loop = [1]
loop.append(loop)
again = copy.deepcopy(loop)
print(again[1] is again, again[0])
print(copy.copy(Own()), copy.deepcopy(Own()))
names = Names(a=[1])
names.note = [2]
for made in (copy.copy(names), copy.deepcopy(names)):
    print(
        type(made).__name__, made["a"], made["a"] is names["a"], made.note is names.note
    )
stack = Stack([[1], 2])
for made in (copy.copy(stack), copy.deepcopy(stack)):
    print(type(made).__name__, len(made), made[0] is stack[0])
ordered = OrderedDict([("b", [1]), ("a", 2)])
for made in (copy.copy(ordered), copy.deepcopy(ordered)):
    print(type(made).__name__, list(made), made["b"] is ordered["b"])
error = copy.copy(ValueError("x", 1))
print(type(error).__name__, error.args)
