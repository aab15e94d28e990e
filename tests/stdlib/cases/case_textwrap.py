# SPDX-License-Identifier: ISC
import textwrap

text = (
    "The quick brown fox -- jumps over the well-known lazy-dog, and (un)fortunately "
    "goes on--and on. Really?  Yes! supercalifragilisticexpialidocious word-by-word.\n"
    "\tTabbed  text with-a-b hyphens 2-3 and trailing dash- here."
)
for width in (1, 5, 8, 10, 20, 33, 70, 200):
    print(width, textwrap.wrap(text, width))
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap(text, 12, break_long_words=False, break_on_hyphens=False))
print(textwrap.wrap("a  b   c", 4, drop_whitespace=False))
print(textwrap.wrap("a\tb\nc", 40, expand_tabs=False, replace_whitespace=False))
print(textwrap.wrap("One. Two.\nThree! four", 40, fix_sentence_endings=True))
print(
    textwrap.wrap(text, 20, max_lines=2),
    textwrap.wrap(text, 20, max_lines=1, placeholder="+"),
)
print(textwrap.wrap(""), textwrap.wrap("   "), repr(textwrap.fill("")))
print(
    textwrap.shorten("Hello  world, how are you?", 12),
    textwrap.shorten("Hello world", 11),
)
print(
    textwrap.shorten("Hello world!", 8, placeholder="..."),
    textwrap.shorten("abcdefghij", 8),
)
for wrong in ({"width": 0}, {"width": 4, "max_lines": 1}):
    try:
        textwrap.wrap("abc def", **wrong)
    except ValueError as error:
        print(error)
print(
    repr(textwrap.dedent("  a\n    b\n\n  c\n")),
    repr(textwrap.dedent("\ta\n\t b\n   \n")),
)
print(
    repr(textwrap.dedent(" a\n\tb")),
    repr(textwrap.dedent("a\n  b")),
    repr(textwrap.dedent("\n  x\n  ")),
)
print(
    repr(textwrap.indent("a\n\n b\n", "> ")),
    repr(textwrap.indent("a\n\n", "- ", lambda line: True)),
)
wrapper = textwrap.TextWrapper(width=15)
wrapper.initial_indent = "# "
print(wrapper.wrap("some words to wrap here"), wrapper.fill("x y"))
