# SPDX-License-Identifier: ISC
import sys
import types


def function():
    yield 1


class Thing:
    def method(self):
        pass


print(
    isinstance(lambda: 0, types.FunctionType), isinstance(lambda: 0, types.LambdaType)
)
print(
    isinstance(function(), types.GeneratorType),
    isinstance(Thing().method, types.MethodType),
)
print(isinstance(len, types.BuiltinFunctionType), isinstance(sys, types.ModuleType))
print(isinstance(None, types.NoneType), isinstance(..., types.EllipsisType))
print(
    isinstance(NotImplemented, types.NotImplementedType),
    isinstance(1, types.FunctionType),
)
space = types.SimpleNamespace(a=1, b="x")
space.c = [2]
print(space, space.a, space == types.SimpleNamespace(a=1, b="x", c=[2]), space == 1)
view = types.MappingProxyType({"k": 1})
print(
    view["k"],
    len(view),
    "k" in view,
    list(view),
    view.get("x", 2),
    view,
    view == {"k": 1},
)
print(list(view.items()), list(view.keys()), list(view.values()), view.copy())
try:
    view["k"] = 2
except TypeError:
    print("read only")
made = types.new_class("Made", (Thing,), {}, lambda names: names.update(n=5))
print(made.__name__, made.n, issubclass(made, Thing))
