#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads every network and test of this folder and says what in them cannot work."""

import re
import sys
import tomllib
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
# Names whose keys the node knows by a flag, which zombienet gives it.
KNOWN = {"alice", "bob", "charlie", "dave", "eve", "ferdie", "one", "two"}
VARIABLES = {"{{CHAIN_SPEC}}", "{{OPENLEDGER_NODE}}"}
# The sentences that our tests use, of https://paritytech.github.io/zombienet/cli/test-dsl-definition-spec.html
SENTENCES = [
    r"is up",
    r"reports (block|finalised) height is at least \d+ within \d+ seconds",
    r"run (?P<script>\./\S+) within \d+ seconds",
    r"pause",
    r"resume",
]


def network(file):
    """Names of a network's nodes, and what is wrong with it."""
    try:
        data = tomllib.loads(file.read_text())
    except tomllib.TOMLDecodeError as error:
        return [], [f"not TOML: {error}"]
    wrong = []
    chain, nodes = data.get("relaychain", {}), data.get("relaychain", {}).get("nodes", [])
    if data.get("settings", {}).get("provider") != "native":
        wrong.append("the provider is not native")
    if data.get("settings", {}).get("prometheus") is not False:
        wrong.append("prometheus is not off: zombienet would open metrics to every interface")
    for key in ("chain_spec_path", "default_command"):
        if chain.get(key) not in VARIABLES:
            wrong.append(f"{key} is none of {sorted(VARIABLES)}")
    names, ports = [node.get("name") for node in nodes], [node.get("rpc_port") for node in nodes]
    for what, values in (("names", names), ("ports", ports)):
        if None in values or len(set(values)) != len(values):
            wrong.append(f"{what} are missing or not unique: {values}")
    for node in nodes:
        if node.get("validator") and node.get("name") not in KNOWN:
            wrong.append(f"{node.get('name')} validates, but the node has no flag with its keys")
    return names, wrong


def scenario(file):
    """What is wrong with a test."""
    lines = [line for line in file.read_text().splitlines() if line.strip() and not line.startswith("#")]
    head = dict(line.split(": ", 1) for line in lines[:3] if ": " in line)
    if set(head) != {"Description", "Network", "Creds"}:
        return ["the first three lines are not Description, Network and Creds"]
    path = file.parent / head["Network"]
    if not path.exists():
        return [f"there is no {head['Network']}"]
    names, wrong = network(path)[0], []
    for line in lines[3:]:
        name, _, sentence = line.partition(": ")
        if name not in names:
            wrong.append(f"{path.name} has no {name}: {line}")
        match = next((found for found in (re.fullmatch(text, sentence) for text in SENTENCES) if found), None)
        if not match:
            wrong.append(f"not a sentence: {line}")
        elif "script" in match.groupdict() and not (file.parent / match["script"]).exists():
            wrong.append(f"no such script: {line}")
    return wrong


def main():
    bad = 0
    files = sorted([*FOLDER.glob("*.toml"), *FOLDER.glob("*.zndsl")])
    for file in files:
        wrong = network(file)[1] if file.suffix == ".toml" else scenario(file)
        if not file.with_suffix(".zndsl" if file.suffix == ".toml" else ".toml").exists():
            wrong.append("network and test come in pairs")
        for text in wrong:
            print(f"{file.name}: {text}", file=sys.stderr)
        bad += len(wrong)
    print(f"zombienet: {len(files)} files, {bad} mistakes")
    sys.exit(bool(bad))


main()
