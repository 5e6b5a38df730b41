#!/usr/bin/env python3
"""Proves that a case bundle is untampered. Needs Python 3.8 or later and nothing else.

    python3 verify_bundle.py BUNDLE.zip            (or the unpacked folder)
    python3 verify_bundle.py BUNDLE.zip --seal 64-HEX-DIGITS

Checks the bag (BagIt 1.0, SHA-256): every file against the manifests, files missing and files
too many, sizes, Payload-Oxum; the index against the payload; the journal extract link by link.
The seal is the SHA-256 of tagmanifest-sha256.txt. It stands in the journal of the customs
administration; ask the office for it and give it with --seal, so that a bundle which somebody
rewrote as a whole is found out too.

Exit status: 0 untampered, 1 tampered (every finding names the file), 2 cannot be read.
"""

import argparse
import hashlib
import json
import os
import re
import sys
import zipfile

CHUNK = 1 << 20
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
TAGS = {"bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"}
LINE = re.compile(r"^([0-9a-f]{64})  (\S.*)$")
FIELDS = ("chain", "sequence", "at", "verb", "subject_kind", "subject_id", "subject_reference",
          "actor_kind", "actor_id", "actor_name", "actor_administration", "basis", "data",
          "previous")  # fmt: skip
INDEX, JOURNAL = "data/index.json", "data/journal.jsonl"


class Unreadable(Exception):
    """The bundle is no bag that could be checked."""


class Folder:
    """An unpacked bundle."""

    def __init__(self, root):
        self.root = root
        self.sizes = {}
        self.doubles = []
        for place, _folders, names in os.walk(root):
            for name in names:
                full = os.path.join(place, name)
                path = os.path.relpath(full, root).replace(os.sep, "/")
                self.sizes[path] = os.path.getsize(full)

    def open(self, path):
        """The bytes of a file, as a stream."""
        return open(os.path.join(self.root, *path.split("/")), "rb")


class Archive:
    """A bundle as it was downloaded."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        rows = [row for row in self.zip.infolist() if not row.is_dir()]
        tops = {row.filename.split("/", 1)[0] for row in rows}
        if len(tops) != 1:
            raise Unreadable("the archive must hold one folder, found: " + ", ".join(sorted(tops)))
        self.top = tops.pop() + "/"
        self.sizes, self.doubles = {}, []
        for row in rows:
            path = row.filename[len(self.top) :]
            if path in self.sizes:
                self.doubles.append(path)
            self.sizes[path] = row.file_size

    def open(self, path):
        """The bytes of a file, as a stream."""
        return self.zip.open(self.top + path)


def digest_of(stream):
    """SHA-256 of a stream, read piece by piece."""
    found = hashlib.sha256()
    for piece in iter(lambda: stream.read(CHUNK), b""):
        found.update(piece)
    return found.hexdigest()


class Check:
    """Everything that is looked at, and what was found wrong."""

    def __init__(self, bag, seal=""):
        self.bag, self.seal = bag, seal.strip().lower()
        self.wrong = []
        self.digests = {}

    def find(self, path, what):
        """Notes a finding about a file."""
        self.wrong.append((path, what))

    def text(self, path):
        """A small text file of the bag."""
        with self.bag.open(path) as stream:
            return stream.read().decode("utf-8")

    def run(self):
        """All checks in order; returns the findings."""
        for path in self.bag.doubles:
            self.find(path, "stands in the archive twice")
        for path in sorted(TAGS - set(self.bag.sizes)):
            self.find(path, "is missing")
        self.declaration()
        tags = self.manifest("tagmanifest-sha256.txt")
        payload = self.manifest("manifest-sha256.txt")
        self.hashes(tags, "tagmanifest-sha256.txt")
        self.hashes(payload, "manifest-sha256.txt")
        self.extra(tags, payload)
        self.oxum()
        self.index(payload)
        self.journal()
        self.sealed()
        return self.wrong

    def declaration(self):
        if "bagit.txt" not in self.bag.sizes:
            return
        with self.bag.open("bagit.txt") as stream:
            if stream.read(1000) != DECLARATION:
                self.find("bagit.txt", "is not the declaration of BagIt 1.0")

    def manifest(self, name):
        rows = {}
        if name not in self.bag.sizes:
            return rows
        for number, line in enumerate(self.text(name).splitlines(), start=1):
            match = LINE.match(line)
            if not match:
                self.find(name, f"line {number} is no entry of a manifest")
                continue
            digest, path = match.groups()
            path = path.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
            if ".." in path.split("/") or path.startswith(("/", "~")):
                self.find(name, f"line {number} leads out of the bundle: {path}")
            elif path in rows:
                self.find(name, f"names {path} twice")
            else:
                rows[path] = digest
        return rows

    def hashes(self, rows, name):
        for path, digest in rows.items():
            if path not in self.bag.sizes:
                self.find(path, f"is missing, though {name} names it")
                continue
            try:
                with self.bag.open(path) as stream:
                    found = digest_of(stream)
            except (zipfile.BadZipFile, OSError, EOFError) as error:
                self.find(path, f"cannot be read: {error}")
                continue
            self.digests[path] = found
            if found != digest:
                told = f"its SHA-256 is {found}, {name} says {digest}"
                self.find(path, f"was changed: {told}")

    def extra(self, tags, payload):
        for path in sorted(self.bag.sizes):
            if path.startswith("data/"):
                if path not in payload:
                    self.find(path, "does not belong to the bundle: no manifest names it")
            elif path not in tags and path != "tagmanifest-sha256.txt":
                self.find(path, "does not belong to the bundle: no tag manifest names it")
        for path in payload:
            if not path.startswith("data/"):
                self.find("manifest-sha256.txt", f"names {path} outside data/")

    def oxum(self):
        if "bag-info.txt" not in self.bag.sizes:
            return
        match = re.search(r"^Payload-Oxum: (\d+)\.(\d+)$", self.text("bag-info.txt"), re.M)
        if not match:
            self.find("bag-info.txt", "has no Payload-Oxum")
            return
        sizes = [size for path, size in self.bag.sizes.items() if path.startswith("data/")]
        found = (sum(sizes), len(sizes))
        told = (int(match.group(1)), int(match.group(2)))
        if found != told:
            self.find(
                "bag-info.txt",
                f"tells {told[0]} bytes in {told[1]} files, "
                f"found are {found[0]} bytes in {found[1]} files",
            )

    def index(self, payload):
        if INDEX not in self.bag.sizes:
            self.find(INDEX, "is missing")
            return
        try:
            rows = json.loads(self.text(INDEX))["files"]
            listed = {row["path"]: (row["sha256"], row["size"]) for row in rows}
        except (ValueError, KeyError, TypeError) as error:
            self.find(INDEX, f"cannot be read: {error!r}")
            return
        for path, (digest, size) in sorted(listed.items()):
            if path not in self.bag.sizes:
                self.find(path, "is missing, though the index lists it")
                continue
            if self.bag.sizes[path] != size:
                self.find(path, f"has {self.bag.sizes[path]} bytes, the index says {size}")
            if self.digests.get(path, digest) != digest:
                self.find(path, f"is not the file of the index, whose SHA-256 is {digest}")
        for path in sorted(set(payload) - set(listed) - {INDEX, "data/index.pdf"}):
            self.find(path, "is not in the index")

    def journal(self):
        if JOURNAL not in self.bag.sizes:
            self.find(JOURNAL, "is missing")
            return
        known = {}
        last = {}
        for number, line in enumerate(self.text(JOURNAL).splitlines(), start=1):
            where = f"{JOURNAL} line {number}"
            try:
                self.link(json.loads(line), where, last, known)
            except (ValueError, KeyError, TypeError) as error:
                self.find(where, f"cannot be read: {error!r}")

    def link(self, row, where, last, known):
        """One line: an entry of the case in full, a sealed link of another record, or a gap."""
        if "gap" in row:
            last.pop(row["chain"], None)
            return
        if "entry" in row:
            entry = row["entry"]
            values = {name: entry[name] for name in FIELDS}
            text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
            digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
            if digest != entry["digest"]:
                name = f"{entry['chain']}/{entry['sequence']}"
                told = f"its digest is {digest}, recorded is {entry['digest']}"
                self.find(where, f"entry {name} was changed: {told}")
            chain, sequence = entry["chain"], entry["sequence"]
            previous, digest = entry["previous"], entry["digest"]
        else:
            chain, sequence, previous, digest = row["link"]
        if (chain, sequence) in known:
            self.find(where, f"link {chain}/{sequence} stands twice")
        known[chain, sequence] = digest
        if chain in last:
            before, before_digest = last[chain]
            if sequence != before + 1:
                self.find(where, f"the chain breaks: after {chain}/{before} comes {sequence}")
            elif previous != before_digest:
                told = f"{chain}/{sequence} does not follow from {before}"
                self.find(where, f"the chain breaks: {told}")
        last[chain] = (sequence, digest)

    def sealed(self):
        if not self.seal or "tagmanifest-sha256.txt" not in self.bag.sizes:
            return
        with self.bag.open("tagmanifest-sha256.txt") as stream:
            found = digest_of(stream)
        if found != self.seal:
            told = f"the seal is {found}, the office says {self.seal}"
            self.find("tagmanifest-sha256.txt", told)


def opened(path):
    """The bundle at a path: an archive, or the folder it was unpacked to."""
    try:
        if os.path.isdir(path):
            inner = [name for name in os.listdir(path) if not name.startswith(".")]
            if "bagit.txt" not in inner and "data" not in inner and len(inner) == 1:
                path = os.path.join(path, inner[0])
            return Folder(path)
        return Archive(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise Unreadable(str(error)) from None


def verify(path, seal=""):
    """Every finding as (file, sentence); an empty list means untampered."""
    return Check(opened(path), seal).run()


def main():
    """The command line."""
    parser = argparse.ArgumentParser(description="Proves that a case bundle is untampered.")
    parser.add_argument("bundle", help="the ZIP archive, or the folder it was unpacked to")
    parser.add_argument("--seal", default="", help="the seal as the customs office has it")
    asked = parser.parse_args()
    try:
        wrong = verify(asked.bundle, asked.seal)
    except Unreadable as error:
        print(f"CANNOT BE READ: {error}")
        return 2
    for path, what in wrong:
        print(f"TAMPERED  {path}: {what}")
    if wrong:
        print(f"{len(wrong)} findings. This bundle is not what the customs office exported.")
        return 1
    print("UNTAMPERED" + ("" if asked.seal else " (in itself; give --seal to compare with the "
                          "journal of the customs office)"))  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
