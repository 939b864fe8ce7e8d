# What people do with this project. Everything that is made goes under target/.

CARGO ?= cargo
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 60
TARGET := $(or $(CARGO_TARGET_DIR),target)
ALTFORM := $(TARGET)/release/altform
SAMPLES := $(filter-out samples/README.md, $(wildcard samples/*.txt samples/*.md samples/*.html samples/*.json))
FUZZ_TARGETS := $(basename $(notdir $(wildcard tests/fuzz/fuzz_targets/*.rs)))
VERSION := $(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)

.DEFAULT_GOAL := help
.PHONY: help build test bless lint fmt doc demo samples verify verify-pages bench fuzz dist install sizes clean

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 21

build: ## build the program: target/release/altform
	$(CARGO) build --locked --release

test: ## run every test
	$(CARGO) test --locked

bless: ## accept what the tests see now as what they expect; then read the diff
	ALTFORM_BLESS=1 $(CARGO) test --locked
	git --no-pager diff --stat -- tests

lint: ## formatting, lints, documentation
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets -- -D warnings
	RUSTDOCFLAGS=-Dwarnings $(CARGO) doc --locked --no-deps

fmt: ## format the source
	$(CARGO) fmt

doc: ## the documentation, the architecture first: target/doc/altform/index.html
	$(CARGO) doc --locked --no-deps
	@echo "open $(TARGET)/doc/altform/index.html"

define convert_samples
	@rm -rf $(1) && mkdir -p $(1)
	$(ALTFORM) convert $(SAMPLES) -o $(1)
endef

demo: build ## build, convert the samples, and name the files to open
	$(call convert_samples,$(TARGET)/demo)
	@echo
	@echo "The samples are now PDF, EPUB, HTML and plain text. Open for example:"
	@for suffix in pdf epub html txt; do echo "  $(TARGET)/demo/kfor-article.$$suffix"; done
	@echo "  $(TARGET)/demo/everything.pdf"
	@echo "  $(TARGET)/demo/long.html"

samples: build ## convert the samples: target/samples/
	$(call convert_samples,$(TARGET)/samples)

verify: samples ## run outside validators over every output (ALLOW_SKIPPED=1 if some are missing)
	tests/verify/install.sh
	tests/verify/run $(TARGET)/samples samples
	tests/verify/selftest $(TARGET)/samples everything
	tests/verify/bag $(ALTFORM) samples $(TARGET)/bag
	tests/verify/cluster $(ALTFORM) $(TARGET)/cluster
	tests/verify/reports $(ALTFORM) $(TARGET)/samples

verify-pages: build ## run outside validators over what becomes of the web pages in PAGES
	@test -n "$(PAGES)" || { echo "which pages? make verify-pages PAGES=folder" >&2; exit 2; }
	tests/verify/install.sh
	tests/verify/pages $(ALTFORM) "$(PAGES)" $(TARGET)/pages

bench: ## measure reading, normalising, writing, and the whole
	$(CARGO) bench --locked

fuzz: samples ## feed the readers and the checks with nonsense, FUZZ_SECONDS (60) each; needs nightly Rust and cargo-fuzz
	@for target in $(FUZZ_TARGETS); do \
	    mkdir -p tests/fuzz/corpus/$$target && \
	    $(CARGO) +nightly fuzz run --fuzz-dir tests/fuzz $$target tests/fuzz/corpus/$$target samples $(TARGET)/samples tests/checks/book \
	        -- -max_total_time=$(FUZZ_SECONDS) -timeout=10 || exit 1; \
	done

dist: ## make an archive to hand out, with its SHA-256: target/dist/
	CARGO="$(CARGO)" TARGET="$(TARGET)" VERSION="$(VERSION)" .ci/dist

install: build ## install the program below PREFIX (/usr/local) in DESTDIR
	install -D -m 755 $(ALTFORM) $(DESTDIR)$(PREFIX)/bin/altform
	install -d $(addprefix $(DESTDIR)$(PREFIX)/share/,man/man1 bash-completion/completions zsh/site-functions fish/vendor_completions.d)
	$(ALTFORM) man > $(DESTDIR)$(PREFIX)/share/man/man1/altform.1
	$(ALTFORM) completions bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/altform
	$(ALTFORM) completions zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_altform
	$(ALTFORM) completions fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/altform.fish

sizes: ## lines per source file, the longest last
	@find src tests -name '*.rs' -not -path '*/target/*' -print0 | xargs -0 wc -l | sort -n

clean: ## remove everything that was made
	$(CARGO) clean
