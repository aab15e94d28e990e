# SPDX-License-Identifier: ISC
import csv
import io

text = 'name,note\r\nAnn,"says ""hi"", twice"\r\nBob,"two\r\nlines"\r\n\r\n"",x, y \r\n'
print(list(csv.reader(io.StringIO(text))))
print(
    list(csv.reader(["a;b", "'c;d';e"], delimiter=";", quotechar="'")),
    list(csv.reader(["a\tb"], "excel-tab")),
)
print(
    list(csv.reader(["a, b", "c\\,d"], skipinitialspace=True, escapechar="\\")),
    list(csv.reader(['1,"2",3.5'], quoting=csv.QUOTE_NONNUMERIC)),
)
print(
    list(csv.reader(['a"b,"c"d', '"open'])),
    list(csv.reader(['a,"b'], quoting=csv.QUOTE_NONE)),
)
reader = csv.reader(["a", '"b', 'c"'])
print([(row, reader.line_num) for row in reader])
rows = [
    ["plain", 1, 2.5, None],
    ["with,comma", 'with"quote', "with\nline", ""],
    [""],
    [],
]
for settings in (
    {},
    {"quoting": csv.QUOTE_ALL},
    {"quoting": csv.QUOTE_NONNUMERIC, "delimiter": ";"},
    {"dialect": "unix"},
    {"quoting": csv.QUOTE_NONE, "escapechar": "\\"},
    {"doublequote": False, "escapechar": "\\", "lineterminator": "\n"},
):
    out = io.StringIO()
    try:
        csv.writer(out, **settings).writerows(rows[:2])
        print(repr(out.getvalue()))
    except csv.Error as error:
        print(error)
out = io.StringIO()
csv.writer(out).writerows(rows)
print(repr(out.getvalue()))
table = csv.DictReader(io.StringIO("a,b\n1,2\n\n3\n4,5,6\n"))
print(table.fieldnames, [sorted(row.items(), key=str) for row in table])
out = io.StringIO()
writer = csv.DictWriter(out, ["x", "y"], restval="-", lineterminator="\n")
writer.writeheader()
writer.writerow({"x": 1})
writer.writerows([{"y": 2, "x": 3}])
try:
    writer.writerow({"z": 1})
except ValueError as error:
    print(error)
print(repr(out.getvalue()), sorted(csv.list_dialects()))
csv.register_dialect("pipe", delimiter="|")
print(list(csv.reader(["a|b"], "pipe")), csv.get_dialect("pipe").delimiter)
csv.unregister_dialect("pipe")
try:
    csv.get_dialect("pipe")
except csv.Error as error:
    print(error)
try:
    list(csv.reader(['"open'], strict=True))
except csv.Error as error:
    print(error)
