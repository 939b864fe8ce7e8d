"""What `run` and `pages` share: one validator over its files, and its faults beside those that are expected."""

import os
import sys
import time
from pathlib import Path

from validators import Broken, Missing

FORMATS = (".pdf", ".epub", ".html", ".txt")


def run_one(validator, outputs: Path, files: list[Path], expected: dict, skipped: list[str],
            tolerated=lambda file, fault: False) -> bool:
    started = time.monotonic()
    try:
        if not files:
            raise Broken(f"nothing ending in {validator.suffix} to look at")
        verdicts = validator.run(files)
        silent = [f.name for f in files if f not in verdicts]
        if silent:
            raise Broken("no verdict on " + ", ".join(silent))
    except Missing as why:
        print(f"SKIPPED {validator.name}: {why}")
        skipped.append(validator.name)
        return os.environ.get("ALLOW_SKIPPED") == "1"
    except Broken as why:
        print(f"FAIL {validator.name}: {why}")
        return False

    lines = []
    for file in files:
        name = file.relative_to(outputs).as_posix()
        known = set(expected.get(name, {}).get(validator.name, ()))
        seen = {fault.id for fault in verdicts[file]}
        lines += [f"  {name}: {f.id}: {f.text[:300]}" for f in verdicts[file]
                  if f.id not in known and not tolerated(file, f)]
        lines += [f"  {name}: expected {id}, which did not occur" for id in sorted(known - seen)]
    word = "FAIL" if lines else "PASS"
    print(f"{word} {validator.name} {len(files)} files {time.monotonic() - started:.1f} s")
    print("\n".join(lines), end="\n" if lines else "")
    sys.stdout.flush()
    return not lines
