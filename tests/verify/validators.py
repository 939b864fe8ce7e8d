"""The validators of `run`: each takes files and gives the faults of every one of them.

To add one: a function from files to verdicts, and a line in VALIDATORS. A function raises Missing if its tool
is not there, and Broken if the tool did not do its work; it never guesses a verdict.
"""

import json
import os
import shutil
import subprocess
import tempfile
import unicodedata
from pathlib import Path
from typing import Callable, NamedTuple

HOME = Path(os.environ.get("ALTFORM_VALIDATORS") or Path.home() / ".cache/altform-validators").resolve()
JAVA_OPTIONS = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss4m"]
JAXB = "jaxb-runtime jaxb-core jaxb-api istack-commons-runtime txw2 javax.activation stax-ex FastInfoset"


class Missing(Exception):
    """The tool is not installed."""


class Broken(Exception):
    """The tool was run and did not give verdicts."""


class Fault(NamedTuple):
    id: str
    text: str


Verdicts = dict[Path, list[Fault]]


class Validator(NamedTuple):
    name: str
    suffix: str
    run: Callable[[list[Path]], Verdicts]


def command(name: str) -> str:
    return shutil.which(name) or raise_(Missing(f"there is no `{name}`"))


def installed(path: str) -> Path:
    found = HOME / path
    return found if found.exists() else raise_(Missing(f"{path} is not in {HOME}; run tests/verify/install.sh"))


def raise_(error: Exception):
    raise error


def execute(arguments: list, may_exit=(0,), **options) -> subprocess.CompletedProcess:
    """Runs a program to its end, and is content only with the exit codes that mean that it did its work."""
    try:
        done = subprocess.run(
            [str(a) for a in arguments], stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
            errors="replace", timeout=900, check=False, **options,
        )
    except subprocess.TimeoutExpired:
        raise Broken("not done after 15 minutes") from None
    if done.returncode not in may_exit:
        raise Broken(f"exit {done.returncode}: {(done.stderr or done.stdout).strip()[-600:]}")
    return done


def json_lines(output: str) -> Verdicts:
    """What the drivers print: a line a file, with its faults, or with the error that kept them from a verdict."""
    verdicts = {}
    for line in output.splitlines():
        try:
            record = json.loads(line)
        except ValueError:
            raise Broken(f"not a verdict: {line[:200]}") from None
        faults = record.get("faults") or []
        if "error" in record:
            faults = [{"id": "no-verdict", "text": record["error"]}]
        verdicts[Path(record["file"])] = [Fault(f["id"], f["text"]) for f in faults]
    return verdicts


def verapdf(flavour: str) -> Callable[[list[Path]], Verdicts]:
    def run(files: list[Path]) -> Verdicts:
        java, engine = command("java"), installed("java/verapdf.jar")
        jars = [Path("/usr/share/java") / f"{jar}.jar" for jar in JAXB.split()]
        for jar in jars:
            if not jar.exists():
                raise Missing(f"{jar} is not there; run tests/verify/install.sh")
        classes = ":".join(map(str, [engine.parent, *jars, engine]))
        return json_lines(execute([java, *JAVA_OPTIONS, "-cp", classes, "VeraPdf", flavour, *files]).stdout)

    return run


def qpdf(files: list[Path]) -> Verdicts:
    program, verdicts = command("qpdf"), {}
    for file in files:
        done = execute([program, "--check", file], may_exit=(0, 2, 3))
        said = (done.stderr or done.stdout).strip()
        if done.returncode == 0 and "No syntax or stream encoding errors" not in done.stdout:
            raise Broken(f"no verdict on {file.name}: {said}")
        kind = {0: None, 2: "error", 3: "warning"}[done.returncode]
        verdicts[file] = [Fault(kind, said)] if kind else []
    return verdicts


def epubcheck(files: list[Path]) -> Verdicts:
    java, jar = command("java"), installed("java/epubcheck/epubcheck.jar")
    classes = f"{HOME / 'java'}:{jar}"
    return json_lines(execute([java, *JAVA_OPTIONS, "-cp", classes, "EpubCheckBatch", *files]).stdout)


def ace(files: list[Path]) -> Verdicts:
    program, chromium = installed("node_modules/.bin/ace-cli"), command("chromium")
    command("node")
    verdicts = {}
    for file in files:
        with tempfile.TemporaryDirectory(prefix="altform-ace-") as folder:
            environment = {
                **os.environ, "HOME": folder, "XDG_CONFIG_HOME": folder, "TMPDIR": folder,
                "PUPPETEER_EXECUTABLE_PATH": chromium, "ACE_TIMEOUT_INITIAL": "60000",
            }
            done = execute([program, "--silent", "--force", "--outdir", f"{folder}/out", file], env=environment)
            report = Path(folder, "out/report.json")
            if not report.is_file():
                raise Broken(f"no report on {file.name}: {(done.stderr or done.stdout).strip()[-600:]}")
            verdicts[file] = ace_faults(json.loads(report.read_text(encoding="utf-8")), file)
    return verdicts


def ace_faults(report: dict, file: Path) -> list[Fault]:
    # The package and every content document have an entry each; a book without them was not looked at.
    if len(report["assertions"]) < 2:
        raise Broken(f"nothing was looked at in {file.name}")
    return [
        Fault(single["earl:test"]["dct:title"], f"{part['earl:testSubject']['url']}: {first_line(single)}")
        for part in report["assertions"]
        for single in part["assertions"]
        if single["earl:result"]["earl:outcome"] != "pass"
    ]


def first_line(assertion: dict) -> str:
    return assertion["earl:result"]["dct:description"].splitlines()[0]


def axe(files: list[Path]) -> Verdicts:
    node, chromium = command("node"), command("chromium")
    installed("node_modules/axe-core/axe.min.js")
    installed("node_modules/playwright-core/package.json")
    return json_lines(execute([node, installed("axe.mjs"), chromium, *files]).stdout)


def nu_html(files: list[Path]) -> Verdicts:
    java, jar = command("java"), installed("node_modules/vnu-jar/build/dist/vnu.jar")
    arguments = ["--verbose", "--exit-zero-always", "--format", "json"]
    done = execute([java, *JAVA_OPTIONS, "-jar", jar, *arguments, *files])
    # It names each file that it looks at on standard output and says nothing more of one without faults.
    looked_at = set(done.stdout.splitlines())
    verdicts = {file: [] for file in files if any(str(file) in line for line in looked_at)}
    try:
        messages = json.loads(done.stderr)["messages"]
    except (ValueError, KeyError):
        raise Broken(f"no report: {done.stderr.strip()[-600:]}") from None
    by_url = {file.as_uri().removeprefix("file://"): file for file in files}
    for message in messages:
        file = by_url.get(message.get("url", "").removeprefix("file:").replace("//", "/"))
        if file not in verdicts or message["type"] == "non-document-error":
            raise Broken(message["message"])
        kind = message.get("subType", message["type"])
        if kind == "info":
            continue
        verdicts[file].append(Fault(message["message"], f"{kind} on line {message.get('lastLine')}"))
    return verdicts


def plain_text(files: list[Path]) -> Verdicts:
    """What every screen reader and archive can take: UTF-8 in NFC, LF, nothing but text and line ends."""
    verdicts = {}
    for file in files:
        content, faults = file.read_bytes(), []
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            verdicts[file] = [Fault("encoding", str(error))]
            continue
        if not text.strip() or not text.endswith("\n"):
            faults.append(Fault("end", "empty, or the last line does not end"))
        if not unicodedata.is_normalized("NFC", text):
            faults.append(Fault("nfc", "not in Unicode normalization form C"))
        odd = sorted({c for c in text if unicodedata.category(c) == "Cc" and c != "\n"} | ({"\ufeff"} & set(text)))
        if odd:
            faults.append(Fault("control", "control characters: " + ", ".join(f"U+{ord(c):04X}" for c in odd)))
        if any(line != line.rstrip() for line in text.split("\n")):
            faults.append(Fault("trailing-space", "a line ends in spaces"))
        verdicts[file] = faults
    return verdicts


VALIDATORS = [
    Validator("veraPDF ua1", ".pdf", verapdf("ua1")),
    Validator("veraPDF 2a", ".pdf", verapdf("2a")),
    Validator("qpdf", ".pdf", qpdf),
    Validator("EPUBCheck", ".epub", epubcheck),
    Validator("Ace", ".epub", ace),
    Validator("axe-core", ".html", axe),
    Validator("Nu", ".html", nu_html),
    Validator("plain text", ".txt", plain_text),
]
