#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the licences of everything that the programs are built from.

scripts/licences.py [--list]: reads `cargo metadata`, walks what the workspace's members depend on
(to run or to build, not to test) on this platform, and fails when a crate's licence is not on the
list below. `--list` prints every licence with its crates."""

import json
import re
import subprocess
import sys
from collections import defaultdict

# Licences that a program under Apache-2.0 can be shipped with, as SPDX names them.
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-1-Clause", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0",
    "CDLA-Permissive-2.0", "ISC", "MIT", "MIT-0", "OpenSSL", "Unicode-3.0", "Unicode-DFS-2016",
    "Unlicense", "Zlib", "bzip2-1.0.6",
    # Weak copyleft: the crates are used as they are, their sources are public.
    "MPL-2.0",
}
# Licences with an exception that makes them usable.
ALLOWED_WITH = {
    # The SDK's client: linking it does not put the program under the GPL.
    ("GPL-3.0-or-later", "Classpath-exception-2.0"),
    ("Apache-2.0", "LLVM-exception"),
}
# Crates that name no licence on the list, looked at by hand, each with what was found.
LOOKED_AT = {
    "pallet-migrations": "20.0 says GPL-3.0-only in its manifest alone: every source file is Apache-2.0",
    "ring": "0.16 names a file only: ISC, OpenSSL and MIT parts; later versions say so as SPDX",
}


def allowed(expression):
    """Whether an SPDX expression can be met with the list."""
    tokens = re.findall(r"\(|\)|[^\s()]+", expression.replace("/", " OR "))
    position = 0

    def peek():
        return tokens[position] if position < len(tokens) else None

    def take():
        nonlocal position
        position += 1
        return tokens[position - 1]

    def one():
        if peek() == "(":
            take()
            good = any_of()
            if peek() == ")":
                take()
            return good
        name = take()
        if peek() == "WITH":
            take()
            return (name, take()) in ALLOWED_WITH
        return name in ALLOWED

    def all_of():
        good = one()
        while peek() == "AND":
            take()
            good = one() and good
        return good

    def any_of():
        good = all_of()
        while peek() == "OR":
            take()
            good = all_of() or good
        return good

    return bool(tokens) and any_of() and position == len(tokens)


def reachable(metadata):
    """Ids of all that the members are built from."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    todo, seen = list(metadata["workspace_members"]), set()
    while todo:
        current = todo.pop()
        if current in seen:
            continue
        seen.add(current)
        for dependency in nodes[current]["deps"]:
            if any(kind["kind"] != "dev" for kind in dependency["dep_kinds"]):
                todo.append(dependency["pkg"])
    return seen


def main():
    platform = next(
        line.split()[1]
        for line in subprocess.check_output(["rustc", "-vV"], text=True).splitlines()
        if line.startswith("host:")
    )
    metadata = json.loads(subprocess.check_output(
        ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", platform]))
    wanted = reachable(metadata)
    crates, refused = defaultdict(list), []
    for package in metadata["packages"]:
        if package["id"] not in wanted:
            continue
        name = f'{package["name"]} {package["version"]}'
        licence = package["license"] or f'file {package["license_file"]}'
        crates[licence].append(name)
        if package["name"] not in LOOKED_AT and not allowed(licence):
            refused.append(f"{name}: {licence}")
    if "--list" in sys.argv[1:]:
        for licence, names in sorted(crates.items()):
            print(f"{licence}\n\t{', '.join(sorted(names))}")
    for line in sorted(refused):
        print(f"licence not on the list: {line}", file=sys.stderr)
    total = sum(map(len, crates.values()))
    print(f"licences: {total} crates, {len(crates)} licences, {len(refused)} refused")
    return 1 if refused else 0


if __name__ == "__main__":
    for text, good in [
        ("MIT", True), ("MIT/Apache-2.0", True), ("GPL-3.0-only", False), ("", False),
        ("GPL-3.0-or-later WITH Classpath-exception-2.0", True), ("GPL-3.0-only OR MIT", True),
        ("(MIT OR GPL-2.0) AND Unicode-3.0", True), ("MIT AND GPL-3.0-only", False),
        ("(MIT OR Apache-2.0) AND GPL-3.0-only", False), ("MIT OR", False), ("MIT ISC", False),
    ]:
        try:
            found = allowed(text)
        except IndexError:
            found = False
        assert found == good, text
    sys.exit(main())
