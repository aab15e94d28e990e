# SPDX-License-Identifier: ISC
import string
from string import Template

for name in sorted(
    set(dir(string))
    & set(
        """
    ascii_letters ascii_lowercase ascii_uppercase digits hexdigits octdigits printable
    punctuation whitespace""".split()
    )
):
    print(name, repr(getattr(string, name)))
print(string.capwords("the quick  brown"), string.capwords("a-b-c", "-"))
t = Template("$who owes ${what}s $$5, $who")
print(t.substitute(who="Ann", what="apple"), t.substitute({"who": "B"}, what="c"))
print(t.safe_substitute(who="Ann"), t.template, t.is_valid(), t.get_identifiers())
print(Template("${a}b $a_1 $ $9").safe_substitute(a=1, a_1=2))
for text in ("$", "a $ b", "${", "${a", "x\n  $9 y", "${}"):
    bad = Template(text)
    print(bad.is_valid(), bad.safe_substitute(a=1))
    try:
        bad.substitute(a=1)
    except ValueError as error:
        print(error)
try:
    t.substitute(who="x")
except KeyError as error:
    print(error.args)
print(Template("plain").substitute(), Template("").substitute())


class Percent(Template):
    delimiter = "%"


print(Percent("%a $a %%").substitute(a=1))
