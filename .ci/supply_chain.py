#!/usr/bin/env python3
"""What the program and the wheel are made of: `check` holds all crates to deny.toml, `sbom` lists those of the program (CycloneDX 1.5,
JSON).

Both go by Cargo.lock and need cargo and Python 3.11 alone. What `cargo deny` knows besides (advisories) needs a network.
"""

import collections
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent


def cargo(*words: str) -> str:
    """What cargo says, from the lock file as it is."""
    return subprocess.run(["cargo", *words, "--locked"], cwd=HOUSE, check=True, capture_output=True, text=True).stdout


def listed(*words: str) -> set[tuple[str, str]]:
    """Names and versions in a tree of crates; features that nobody asks for are not in it."""
    tree = cargo("tree", "--prefix", "none", "--format", "{p}", *words)
    return {(line.split()[0], line.split()[1].removeprefix("v")) for line in tree.splitlines() if line}


def packages() -> list[dict]:
    """All crates that any feature, test or member is built from on any system, those of the house left out."""
    told = json.loads(cargo("metadata", "--format-version", "1", "--all-features"))
    needed = listed("--workspace", "--all-features", "--target", "all")
    others = (package for package in told["packages"] if package["source"] is not None)
    return [package for package in others if (package["name"], package["version"]) in needed]


def is_allowed(expression: str | None, allowed: set[str]) -> bool:
    """Whether a licence expression (SPDX; crates of old write / for OR) can be met with what is allowed."""
    words = re.findall(r"\(|\)|[^\s()/]+|/", expression or "")
    words = ["OR" if word == "/" else word for word in words]
    place = 0

    def term() -> bool:
        nonlocal place
        word, place = words[place], place + 1
        if word == "(":
            met = either()
            place += 1
            return met
        if words[place : place + 1] == ["WITH"]:
            word, place = f"{word} WITH {words[place + 1]}", place + 2
        return word in allowed

    def both() -> bool:
        nonlocal place
        met = term()
        while words[place : place + 1] == ["AND"]:
            place += 1
            met &= term()
        return met

    def either() -> bool:
        nonlocal place
        met = both()
        while words[place : place + 1] == ["OR"]:
            place += 1
            met |= both()
        return met

    return bool(words) and either()


def faults(rules: dict, crates: list[dict]) -> list[str]:
    """What breaks a rule, a line each."""
    allowed = set(rules["licenses"]["allow"])
    registries = {f"registry+{url}" for url in rules["sources"]["allow-registry"]}
    banned = {ban["crate"]: ban["reason"] for ban in rules["bans"]["deny"]}
    skipped = {skip["crate"] for skip in rules["bans"]["skip"]}
    versions = collections.defaultdict(list)
    found = []
    for crate in crates:
        name = f"{crate['name']} {crate['version']}"
        versions[crate["name"]].append(crate["version"])
        if not is_allowed(crate["license"], allowed):
            found.append(f"{name}: licence {crate['license']!r} is not allowed (deny.toml, licenses)")
        if crate["source"] not in registries:
            found.append(f"{name}: comes from {crate['source']} (deny.toml, sources)")
        if crate["name"] in banned:
            found.append(f"{name}: is banned: {banned[crate['name']]} (deny.toml, bans)")
    for name, several in versions.items():
        if len(several) > 1 and name not in skipped:
            found.append(f"{name}: in versions {', '.join(several)} (deny.toml, bans: skip, with a reason)")
    for name in sorted(skipped):
        if len(versions[name]) < 2:
            found.append(f"{name}: is not there in several versions any more (deny.toml, bans: skip)")
    for place in ("Cargo.toml", "python/Cargo.toml"):
        manifest = tomllib.loads((HOUSE / place).read_text())
        for section in ("dependencies", "dev-dependencies"):
            for name, asked in manifest.get(section, {}).items():
                version = asked if isinstance(asked, str) else asked.get("version", "*")
                if "*" in version and "path" not in asked:
                    found.append(f"{name}: any version will do ({place})")
    return found


def sbom(crates: list[dict]) -> dict:
    """The crates that the program of the default features is built from, macros included."""
    linked = listed("--edges", "normal")
    checksums = {
        (package["name"], package["version"]): package.get("checksum")
        for package in tomllib.loads((HOUSE / "Cargo.lock").read_text())["package"]
    }
    manifest = tomllib.loads((HOUSE / "Cargo.toml").read_text())
    components = []
    for crate in sorted(crates, key=lambda crate: (crate["name"], crate["version"])):
        name, version = crate["name"], crate["version"]
        if (name, version) not in linked:
            continue
        place = f"pkg:cargo/{name}@{version}"
        components.append({
            "type": "library",
            "bom-ref": place,
            "name": name,
            "version": version,
            "purl": place,
            "licenses": [{"expression": (crate["license"] or "NOASSERTION").replace("/", " OR ")}],
            "hashes": [{"alg": "SHA-256", "content": checksums[name, version]}],
        })
    program = {
        "type": "application",
        "name": manifest["package"]["name"],
        "version": manifest["workspace"]["package"]["version"],
    }
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": program},
        "components": components,
    }


def main() -> int:
    match sys.argv[1:]:
        case ["check"]:
            crates = packages()
            found = faults(tomllib.loads((HOUSE / "deny.toml").read_text()), crates)
            print("\n".join(found) or f"{len(crates)} crates, all as deny.toml allows")
            return 1 if found else 0
        case ["sbom"]:
            print(json.dumps(sbom(packages()), indent=1))
            return 0
        case _:
            print("usage: supply_chain.py check | sbom", file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main())
