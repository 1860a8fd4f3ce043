#!/usr/bin/env python3
"""Cuts the two public-domain source files into the hourly deliveries below this folder.

    python3 cut.py EARTHQUAKES_JSON BIRDSTRIKES_CSV

Deterministic: the same input gives the same files. Loaded in any order, the earthquakes' hours end in exactly the rows of
the source file, and so do the birdstrikes' hours 10 to 12; what is made up here is named in README.md.
"""
import copy
import gzip
import io
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent


def write(path, data):
    target = HERE / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def collection(document, features):
    lines = ",\n".join(json.dumps(f, separators=(",", ":"), ensure_ascii=False) for f in features)
    head = json.dumps({k: v for k, v in document.items() if k not in ("features", "bbox")}, separators=(",", ":"))
    return (head[:-1] + ',"features":[' + lines + "]}\n").encode()


def preliminary(feature, revision):
    """The row as an automatic system might have sent it before people looked: an older `updated`, another magnitude."""
    earlier = copy.deepcopy(feature)
    properties = earlier["properties"]
    properties["updated"] = properties["time"] + revision
    properties["mag"] = round((properties["mag"] or 0) + 0.3, 2)
    properties["status"] = "automatic"
    return earlier


def earthquakes(source):
    document = json.loads(source.read_bytes())
    rows = sorted(document["features"], key=lambda f: (f["properties"]["time"], f["id"]))
    revised = [f for f in rows[:1500] if f["properties"]["updated"] > f["properties"]["time"] + 3_600_000][::30]
    revised_ids = {f["id"] for f in revised}
    late_only = [f for f in rows[700:720] if f["id"] not in revised_ids][:5]
    late_ids = {f["id"] for f in late_only}

    def first_seen(part):
        return [preliminary(f, 600_000) if f["id"] in revised_ids else f for f in part if f["id"] not in late_ids]

    for hour, part in (("2018/02/04/00", rows[:700]), ("2018/02/06/00", rows[700:1300]), ("2018/02/07/00", rows[1300:1600])):
        write(f"earthquakes/{hour}/earthquakes.json", collection(document, first_seen(part)))
    write("earthquakes/2018/02/07/01/earthquakes.json", collection(document, revised + rows[1600:]))
    # Delivered after 01: an hour before it, with still older revisions and five rows that nobody else has.
    write("earthquakes/2018/02/05/00/earthquakes.json",
          collection(document, [preliminary(f, 300_000) for f in revised] + late_only))
    print(f"earthquakes: {len(rows)} rows, {len(revised)} of them revised, {len(late_only)} late")


def birdstrikes(source):
    header, *rows = source.read_bytes().decode().splitlines(keepends=True)  # the file has CRLF
    bad = [row.replace("\n", "\r\n") for row in (
        "BARKSDALE AIR FORCE BASE ARPT,T-38A,None,1990-02-30,MILITARY,Louisiana,Climb,Large,Turkey vulture,Day,0,0,0,300\n",
        "BARKSDALE AIR FORCE BASE ARPT,T-38A,None,1990-01-08,MILITARY,Louisiana,Climb,Large,Turkey vulture,Day,0,0,a lot,300\n",
        "BARKSDALE AIR FORCE BASE ARPT,T-38A,None,1990-01-08\n",
        "BARKSDALE AIR FORCE BASE ARPT,T-38A,None,1990-01-08,MILITARY,Louisiana,Climb,Large,Turkey vulture,Day,0,0,0,300,and more\n",
        "BARKSDALE AIR FORCE BASE ARPT,T-38A,None,1990-01-08,MILITARY,Louisiana,Climb,Large,Turkey vulture,Day,x,y,0,fast\n",
    )]
    last = rows[8000:]
    for i, row in enumerate(bad):
        last.insert(150 * (i + 1), row)
    write("birdstrikes/2026/11/22/10/strikes.csv", (header + "".join(rows[:4000])).encode())
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as out:
        out.write((header + "".join(rows[4000:8000])).encode())
    write("birdstrikes/2026/11/22/11/strikes.csv.gz", packed.getvalue())
    write("birdstrikes/2026/11/22/12/strikes.csv", (header + "".join(last)).encode())
    write("birdstrikes/2026/11/22/13/strikes.csv", (header + "".join(rows[:90]) + "".join(bad * 2)).encode())
    print(f"birdstrikes: {len(rows)} rows; {len(bad)} bad ones among hour 12's, {2 * len(bad)} among hour 13's")


earthquakes(pathlib.Path(sys.argv[1]))
birdstrikes(pathlib.Path(sys.argv[2]))
