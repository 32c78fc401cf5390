#!/usr/bin/env python3
"""Puts all mutants of a list of cargo-mutants into one copy of the sources, each behind a switch.

    cargo mutants --list --json -f 'src/align/*.rs' … >mutants.json
    plant.py mutants.json COPY

One build then serves for all of them: the environment variable MUTANT says which one is active (`mutant.rs`). COPY/planted.json
has the mutants by number. What cannot stand behind a switch (constants, for instance, are computed before there is an environment)
is in COPY/unplanted.json, with the reason; what does not compile is found by `cargo check` and taken out again.
"""

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import tree_sitter_rust
from tree_sitter import Language, Node, Parser

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parent.parent
PARSER = Parser(Language(tree_sitter_rust.language()))
OPERATIONS = ("binary_expression", "compound_assignment_expr")


def nodes(root: Node):
    """All nodes below a node, itself included."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))


def is_constant(node: Node) -> bool:
    """Whether what stands here is computed by the compiler."""
    inside = node
    while (node := node.parent) is not None:
        if node.type in ("const_item", "static_item", "const_block", "enum_variant", "array_type", "type_arguments"):
            return True
        if node.type == "array_expression" and node.child_by_field_name("length") == inside:
            return True
        if node.type == "function_item":
            return any(child.type == "function_modifiers" and b"const" in child.text for child in node.children)
        inside = node
    return False


class Text:
    """A file, and what stands where in it."""

    def __init__(self, path: Path):
        self.source = path.read_bytes()
        self.lines = [0]
        for line in self.source.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.operators, self.arms, self.guards, self.bodies = {}, {}, {}, []
        for node in nodes(PARSER.parse(self.source).root_node):
            if node.type in OPERATIONS:
                self.operators[node.child_by_field_name("operator").start_byte] = node
            elif node.type == "unary_expression":
                self.operators[node.start_byte] = node
            elif node.type == "match_arm":
                pattern = node.child_by_field_name("pattern")
                self.arms[node.start_byte] = pattern
                if (guard := pattern.child_by_field_name("condition")) is not None:
                    self.guards[guard.start_byte] = guard
            elif node.type == "function_item" and (body := node.child_by_field_name("body")) is not None:
                self.bodies.append(body)

    def at(self, place: dict) -> int:
        """The byte at a line and a column of characters, both counted from 1."""
        start = self.lines[place["line"] - 1]
        line = self.source[start : self.lines[place["line"]]].decode()
        return start + len(line[: place["column"] - 1].encode())

    def edit(self, mutant: dict):
        """The stretch that a mutant changes and what is there instead, or the reason why it cannot stand behind a switch."""
        start, end = self.at(mutant["span"]["start"]), self.at(mutant["span"]["end"])
        genre, instead = mutant["genre"], mutant["replacement"]
        if genre == "FnValue" and "impl " in mutant["function"]["return_type"]:
            return None, "a return of one type that is not named"
        if genre == "FnValue":
            around = [body for body in self.bodies if body.start_byte < start and end < body.end_byte]
            body = min(around, key=lambda body: body.end_byte - body.start_byte)
            return body, (body.start_byte + 1, body.start_byte + 1, "if {} {{ return " + instead.replace("{", "{{").replace("}", "}}") + "; }}")
        if genre in ("BinaryOperator", "UnaryOperator"):
            node = self.operators.get(start)
            if node is None:
                return None, "an operator between conditions with let"
            changed = self.source[node.start_byte : start].decode() + f" {instead} " + self.source[end : node.end_byte].decode()
            return node, (node.start_byte, node.end_byte, changed)
        if genre == "MatchArm":
            pattern = self.arms[start]
            return pattern, (pattern.end_byte, pattern.end_byte, " if !{}")
        if genre == "MatchArmGuard" and (guard := self.guards.get(start)) is not None and guard.type != "let_chain":
            return guard, (guard.start_byte, guard.end_byte, instead)
        return None, f"{genre}: nothing to put a switch before"


class Planting:
    """A file with switches."""

    def __init__(self, text: Text, edits: dict):
        self.text, self.edits = text, edits
        self.out, self.length = [], 0
        self.where = []  # (from, to, numbers) in bytes of what was written
        self.render(0, len(text.source), sorted(edits, key=lambda edit: (edit[0], -edit[1])))

    def put(self, text) -> None:
        text = text.encode() if isinstance(text, str) else text
        self.out.append(text)
        self.length += len(text)

    def noted(self, numbers: list, put) -> None:
        start = self.length
        put()
        self.where.append((start, self.length, numbers))

    def render(self, start: int, end: int, within: list) -> None:
        while within:
            (first, last), within = within[0], within[1:]
            inner = [edit for edit in within if edit[0] < last and edit[1] <= last]
            within = [edit for edit in within if edit not in inner]
            self.put(self.text.source[start:first])
            alternatives = self.edits[first, last]
            if first == last:
                for number, instead in alternatives:
                    self.noted([number], lambda: self.put(instead.format(f"crate::mutant::is({number})")))
            else:
                self.noted([number for number, _ in alternatives], lambda: self.switch(first, last, alternatives, inner))
            start = last
        self.put(self.text.source[start:end])

    def switch(self, first: int, last: int, alternatives: list, inner: list) -> None:
        self.put("(")
        for number, instead in alternatives:
            self.noted([number], lambda: self.put(f"if crate::mutant::is({number}) {{ ({instead}) }} else "))
        self.put("{ (")
        self.render(first, last, inner)
        self.put(") })")


class Copy:
    """The copy of the sources, and which mutants are in it."""

    def __init__(self, mutants: list, place: Path):
        self.place = place
        self.mutants = dict(enumerate(mutants, 1))
        self.unplanted = {}
        self.texts = {mutant["file"]: Text(HOUSE / mutant["file"]) for mutant in mutants}
        self.edits = defaultdict(lambda: defaultdict(list))
        for number, mutant in self.mutants.items():
            node, edit = self.texts[mutant["file"]].edit(mutant)
            if node is None:
                self.unplanted[number] = edit
            elif is_constant(node):
                self.unplanted[number] = "computed by the compiler"
            else:
                self.edits[mutant["file"]][edit[:2]].append((number, edit[2]))
        self.plantings = {}

    def lay_out(self) -> None:
        """Copies what git knows, the main list of modules with one more."""
        files = subprocess.run(["git", "ls-files", "-z"], cwd=HOUSE, check=True, capture_output=True).stdout
        for name in files.decode().split("\0"):
            if name and (HOUSE / name).is_file():
                (self.place / name).parent.mkdir(parents=True, exist_ok=True)
                (self.place / name).write_bytes((HOUSE / name).read_bytes())
        (self.place / "src/mutant.rs").write_bytes((HERE / "mutant.rs").read_bytes())
        root = self.place / "src/lib.rs"
        root.write_text(root.read_text() + "\n#[doc(hidden)]\npub mod mutant;\n")
        manifest = self.place / "Cargo.toml"
        text = manifest.read_text()
        text = text.replace("[lints]\nworkspace = true\n", '[lints.rust]\nwarnings = "allow"\n', 1)
        manifest.write_text(text.replace("[profile.dev]\n", "[profile.dev.package.wirecopy]\nopt-level = 1\n\n[profile.dev]\n", 1))

    def plant(self) -> None:
        for file, edits in self.edits.items():
            left = {place: [one for one in all_of if one[0] not in self.unplanted] for place, all_of in edits.items()}
            self.plantings[file] = planting = Planting(self.texts[file], {place: ones for place, ones in left.items() if ones})
            text = b"".join(planting.out)
            if not (self.place / file).exists() or (self.place / file).read_bytes() != text:
                (self.place / file).write_bytes(text)

    def take_out_what_does_not_compile(self) -> int:
        """One round of the compiler; how many were taken out."""
        words = ["cargo", "check", "--lib", "--no-default-features", "--message-format", "json"]
        said = subprocess.run(words, cwd=self.place, capture_output=True, text=True)
        out = {}
        for line in said.stdout.splitlines():
            message = json.loads(line).get("message")
            if message and message["level"] == "error" and message["spans"]:
                spans = [span for span in message["spans"] if span["is_primary"]] or message["spans"]
                for number in self.meant(spans) or self.meant(message["spans"]):
                    out[number] = "does not compile: " + message["message"].splitlines()[0]
        if said.returncode and not out:
            sys.exit(f"the copy does not compile, and no mutant is to blame:\n{said.stderr[-4000:]}")
        self.unplanted |= out
        return len(out)

    def meant(self, spans: list) -> list:
        """The mutants of the smallest switches around the places of a fault."""
        found = []
        for span in spans:
            while span["file_name"] not in self.plantings and span["expansion"]:
                span = span["expansion"]["span"]
            if (planting := self.plantings.get(span["file_name"])) is None:
                continue
            start, end = span["byte_start"], span["byte_end"]
            inside = [where for where in planting.where if start <= where[0] and where[1] <= end and len(where[2]) == 1]
            around = [where for where in planting.where if where[0] <= start and end <= where[1]]
            if around:
                found += min(around, key=lambda where: where[1] - where[0])[2]
            else:
                found += [number for where in inside for number in where[2]]
        return found


def main() -> None:
    mutants, place = json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2])
    copy = Copy(mutants, place)
    copy.lay_out()
    while True:
        copy.plant()
        taken = copy.take_out_what_does_not_compile()
        print(f"taken out: {taken}, {len(copy.unplanted)} in all", flush=True)
        if not taken:
            break
    planted = {number: mutant["name"] for number, mutant in copy.mutants.items() if number not in copy.unplanted}
    (place / "planted.json").write_text(json.dumps(planted, indent=0))
    unplanted = {number: [copy.mutants[number]["name"], why] for number, why in sorted(copy.unplanted.items())}
    (place / "unplanted.json").write_text(json.dumps(unplanted, indent=0, ensure_ascii=False))
    print(f"{len(mutants)} mutants: {len(planted)} behind switches, {len(unplanted)} not")


if __name__ == "__main__":
    main()
