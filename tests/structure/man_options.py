#!/usr/bin/env python3
"""man_options.py PROGRAM MAN DOC: what the program's --help offers stands in the manual page and docs.

Every command and every option that `jianbao COMMAND --help` prints must occur in the manual page
(mdoc source) under that command, and every command in the document of the command line.
"""
import re
import subprocess
import sys


def helped(program, *words):
    return subprocess.run([program, "--lang", "en", *words], check=True, capture_output=True,
                          text=True).stdout


def section(man, command):
    """The lines of the manual from `.Ss command` to the next section."""
    match = re.search(r"^\.Ss %s\b(.*?)(?=^\.S[sh] )" % re.escape(command), man, re.M | re.S)
    return match.group(1) if match else None


def main():
    program, man_path, doc_path = sys.argv[1:4]
    man = open(man_path, encoding="utf-8").read()
    doc = open(doc_path, encoding="utf-8").read()
    commands = re.findall(r"^  ([a-z]+) ", helped(program, "--help"), re.M)
    faults = [] if commands else ["--help lists no command"]
    common = {"store", "lang", "help"}
    for command in commands:
        text = section(man, command)
        if text is None:
            faults.append(f"{man_path}: no section for {command}")
            continue
        if not re.search(r"`%s\b" % command, doc):
            faults.append(f"{doc_path}: does not name {command}")
        options = set(re.findall(r"--([a-z-]+)", helped(program, command, "--help"))) - common
        for option in sorted(options):
            if not re.search(r"Fl -%s\b" % re.escape(option), text):
                faults.append(f"{man_path}: {command} lacks --{option}")
        for option in sorted(set(re.findall(r"Fl -([a-z-]+)", text)) - options - common):
            faults.append(f"{man_path}: {command} has no option --{option}")
    print("\n".join(faults) or f"{len(commands)} commands agree with the manual")
    return 1 if faults else 0


sys.exit(main())
