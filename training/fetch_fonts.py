"""Fetch the pinned, freely licensed fonts the line renderer draws with.

`python training/fetch_fonts.py` packs each npm package of `fonts.json` into
`training/.cache/fonts`, checks the archive's sha256, keeps the faces that
carry all 18 Polish letters in both cases, and writes `FONTS.md`.
`--pin` rewrites versions and checksums of `fonts.json` from the registry.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import hashlib
import json
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
CACHE = HERE / ".cache" / "fonts"
PINS = HERE / "fonts.json"
NOTICE = HERE / "FONTS.md"
POLISH = "ĄĆĘŁŃÓŚŹŻąćęłńóśźż"
WEIGHTS = ("300", "400", "500", "600", "700", "900")
REQUIRED = POLISH + "0123456789ABCXYZabcxyz.,:/-%()"


def pack(entry: dict) -> tuple[Path, str]:
    """Return the package's archive and sha256; asks the registry only when absent."""
    archives = CACHE / "archives"
    archives.mkdir(parents=True, exist_ok=True)
    name = entry["package"].lstrip("@").replace("/", "-")
    known = archives / f"{name}-{entry['version']}.tgz" if entry.get("version") else None
    if known is None or not known.exists():
        spec = entry["package"] + (f"@{entry['version']}" if entry.get("version") else "")
        done = subprocess.run(
            ["npm", "pack", "--silent", "--pack-destination", str(archives), spec],
            check=True,
            capture_output=True,
            text=True,
        )
        known = archives / done.stdout.strip().splitlines()[-1]
    return known, hashlib.sha256(known.read_bytes()).hexdigest()


def wanted(name: str) -> bool:
    """Keep upright weights and the two usual italics; other fonts' files are kept whole."""
    match = re.search(r"_(\d{3})[A-Za-z]+?(_Italic)?\.ttf$", name)
    if not match:
        return name.endswith(".ttf")
    return match[1] in (("400", "700") if match[2] else WEIGHTS)


def unpack(entry: dict, archive: Path) -> dict:
    """Write the family's usable faces; returns what the package says about itself."""
    folder = CACHE / entry["split"] / entry["family"].replace(" ", "")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    package: dict = {}
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            base = Path(member.name).name
            if member.name == "package/package.json":
                package = json.load(tar.extractfile(member))
            elif base.endswith(".ttf") and wanted(base):
                (folder / base).write_bytes(tar.extractfile(member).read())
            elif re.match(r"(OFL|LICEN[CS]E)", base, re.I) and member.name.count("/") == 1:
                (folder / base).write_bytes(tar.extractfile(member).read())
    for face in list(folder.glob("*.ttf")):
        cmap = TTFont(face, lazy=True).getBestCmap()
        if any(ord(char) not in cmap for char in REQUIRED):
            face.unlink()
    return package


def fetch(entry: dict, pin: bool) -> dict:
    """Fetch one family; a checksum that differs from the pin is an error."""
    if pin:
        entry = {key: value for key, value in entry.items() if key not in ("version", "sha256")}
    archive, digest = pack(entry)
    if entry.get("sha256", digest) != digest:
        raise SystemExit(f"{entry['package']}: sha256 differs from fonts.json")
    package = unpack(entry, archive)
    faces = len(list((CACHE / entry["split"] / entry["family"].replace(" ", "")).glob("*.ttf")))
    return {**entry, "version": package["version"], "sha256": digest, "licence": entry.get("licence") or package.get("license", "?"), "faces": faces}


def notice(entries: list[dict]) -> str:
    """The table of families and licences, as Markdown."""
    rows = [
        f"| {e['family']} | {e['kind']} | {e['split']} | {e['faces']} | {e['licence']} | `{e['package']}@{e['version']}` |" for e in entries
    ]
    return "\n".join(
        [
            "# Fonts the recogniser was trained and judged with",
            "",
            "Written by `fetch_fonts.py`. The fonts only draw training lines; none is shipped with the product.",
            "In packages marked `MIT AND …` MIT covers the packaging and the second licence the font.",
            "",
            "| family | kind | split | faces | licence | package |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pin", action="store_true", help="take the newest versions and rewrite fonts.json")
    args = parser.parse_args()
    entries = json.loads(PINS.read_text(encoding="utf8"))
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        entries = list(pool.map(lambda entry: fetch(entry, args.pin), entries))
    empty = [e["family"] for e in entries if not e["faces"]]
    if empty:
        raise SystemExit(f"no face with all Polish letters: {', '.join(empty)}")
    if args.pin:
        lines = [
            json.dumps({k: e[k] for k in ("family", "kind", "split", "package", "version", "licence", "sha256")}, ensure_ascii=False)
            for e in entries
        ]
        PINS.write_text("[\n  " + ",\n  ".join(lines) + "\n]\n", encoding="utf8")
    NOTICE.write_text(notice(entries), encoding="utf8")
    print(f"{len(entries)} families, {sum(e['faces'] for e in entries)} faces in {CACHE}")


if __name__ == "__main__":
    main()
