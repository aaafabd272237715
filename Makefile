# Every task in this project is a target here: `make help` lists them. Most need only Go, git and make; tools are
# built from internal/tools, at the versions pinned there, or installed into bin.

GO       ?= go
FUZZTIME ?= 10s
BIN      := $(CURDIR)/bin
TOOL     := $(GO) tool -modfile=internal/tools/go.mod
SECURITY := $(GO) tool -modfile=internal/tools/security/go.mod

GOLANGCI_VERSION := v2.15.0
GOLANGCI         := $(BIN)/golangci-lint-$(GOLANGCI_VERSION)

# What `make sbom` describes, and the version it states.
SBOM_OF ?= $(BIN)/rustasync-collector $(BIN)/rustasync
VERSION ?= $(shell git describe --tags --always 2>/dev/null)
MODULE  := github.com/rustasyncprocessor/rustasyncprocessor

# Where govulncheck gets its database; a local copy can be given as file:///...
VULNDB ?= https://vuln.go.dev

# The newest Collector that the component is also tested with, besides the one in go.mod.
NEWEST := -e 's/ v0\.161\.0$$/ v0.164.0/' -e 's/ v1\.67\.0$$/ v1.70.0/'

SOURCES   := $(shell git ls-files '*.go' go.mod go.sum internal/tools builder-config.yaml 2>/dev/null)
GENERATED := documentation.md generated_component_test.go generated_package_test.go internal/metadata internal/metadatatest

# Pipelines of profiles are in development: a Collector refuses them without this gate, which changes nothing else.
GATE := --feature-gates=service.profilesSupport

.DEFAULT_GOAL := help
# The platforms for which the Collector itself is released.
PLATFORMS := linux/386 linux/amd64 linux/arm linux/arm64 linux/ppc64le linux/riscv64 linux/s390x \
	darwin/amd64 darwin/arm64 freebsd/amd64 windows/386 windows/amd64 windows/arm64

# The architectures to emulate, as Go and as qemu call them: one with 32 bits, and a big-endian one.
EMULATED := arm/arm s390x/s390x

.PHONY: help test demo run collector command platforms test-386 emulated playground e2e soak examples generate public-crates lint format fuzz bench bench-peers outputs compare corpus code-index newest vulncheck sbom nocgo ci clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

test: ## run all tests
	$(GO) test ./...

demo: $(BIN)/rustasync-collector ## build the Collector, send captured data through it, print a trace before and after
	$(GO) run ./internal/lab/demo -collector $<

run: $(BIN)/rustasync-collector ## run the Collector: OTLP on 127.0.0.1:4317 and :4318, cleaned data to the terminal
	$< --config examples/debug.yaml $(GATE)

collector: $(BIN)/rustasync-collector ## build bin/rustasync-collector from builder-config.yaml

command: $(BIN)/rustasync ## build bin/rustasync

$(BIN)/rustasync-collector: $(SOURCES)
	$(TOOL) builder --config builder-config.yaml
	@mkdir -p $(BIN)
	mv _build/rustasync-collector $@

$(BIN)/rustasync: $(SOURCES)
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-s -w' -o $@ ./cmd/rustasync

platforms: ## build the component and the command for each platform of the Collector
	@set -e; export CGO_ENABLED=0 GOFLAGS=-trimpath; for platform in $(PLATFORMS); do echo "building for $$platform"; \
		GOOS=$${platform%/*} GOARCH=$${platform#*/} $(GO) build . ./cmd/rustasync; done

# Linux on amd64 also runs programs for 386; no other system does.
test-386: ## run all tests with 32 bits
	@case "$$($(GO) env GOHOSTOS)/$$($(GO) env GOHOSTARCH)" in \
		linux/amd64 | linux/386) CGO_ENABLED=0 GOOS=linux GOARCH=386 $(GO) test ./... ;; \
		*) echo "this system does not run programs for linux/386: nothing is tested" ;; \
	esac

emulated: ## run all tests on other processors; needs qemu-user (apt-get install qemu-user) and an hour
	@set -e; export CGO_ENABLED=0; for machine in $(EMULATED); do \
		qemu=$$(command -v qemu-$${machine#*/}) || { echo "qemu-$${machine#*/} is not installed: apt-get install qemu-user"; exit 1; }; \
		echo "testing on $${machine%/*}"; \
		GOARCH=$${machine%/*} TEST_EXEC=$$qemu $(GO) test -timeout 1h -exec $$qemu ./...; done

playground: ## build bin/playground/index.html, the library in a page to try it in; open it in a browser
	$(GO) run ./internal/playground/build -o $(BIN)/playground/index.html

e2e: playground collector command $(BIN)/jaeger ## test the Collector with a real Jaeger and other backends, and the playground in Chromium
	cd internal/lab/e2e && $(GO) test -count=1 -v .

SOAK ?= 1m

soak: collector command ## test a Collector under load and faults, for the time in SOAK
	cd internal/lab/e2e && SOAK=$(SOAK) $(GO) test -count=1 -timeout 24h -v -run Soak .

$(BIN)/jaeger: internal/lab/e2e/jaeger.sh
	@mkdir -p $(BIN)
	internal/lab/e2e/jaeger.sh $@

examples: $(BIN)/rustasync-collector ## check examples with Kubernetes' API and PromQL, and start each as its page says
	cd internal/lab/exampletest && $(GO) test -count=1 .

docs/flamegraph.svg: $(BIN)/rustasync testdata/profiles/shopd63_full.pb.gz ## draw the picture in README
	$< flamegraph testdata/profiles/shopd63_full.pb.gz --title 'shopd, rustc 1.63' -o $@

# mdatagen names the package after its directory, so it runs through a link with the right name.
generate: ## make the generated files from metadata.yaml
	@parent=$$(mktemp -d) && ln -s $(CURDIR) $$parent/rustasyncprocessor && \
	tool="$$($(TOOL) -n mdatagen)" && (cd $$parent/rustasyncprocessor && "$$tool" metadata.yaml); \
	status=$$?; rm -r $$parent; exit $$status

# A table with a row a package: its name, how many programs have it from a registry, how many as their own.
COUNTS ?= crates.tsv

public-crates: ## make the table of public crates from COUNTS
	$(GO) run ./internal/lab/publiccrates -from $(COUNTS) -to internal/rules/crates/public.txt
	$(GO) test -run Public ./internal/rules/crates ./internal/lab/publiccrates

lint: $(GOLANGCI) ## format check and linters
	$(GOLANGCI) fmt --diff ./...
	$(GOLANGCI) run ./...

format: $(GOLANGCI) ## format the Go files
	$(GOLANGCI) fmt ./...

$(GOLANGCI):
	GOBIN=$(BIN) $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	mv $(BIN)/golangci-lint $@

fuzz: ## run each fuzz target for FUZZTIME; with KEEP=keep, keep the inputs of interest
	internal/tools/fuzz.sh $(FUZZTIME) $(KEEP)

bench: ## run the benchmarks
	$(GO) test -run '^$$' -bench . -benchmem ./...

# A module of its own, so that the product does not depend on what we compare it with.
bench-peers: $(BIN)/rustasync-collector ## compare with the transform processor, and the Collector with and without ours
	cd internal/lab/peers && $(GO) run . -collector $<

# Where `make outputs` writes, and builds the programs that `make compare` runs again to show what changed.
OUTPUTS ?= $(CURDIR)/_build/outputs/here
# The tree whose testdata to use, and other inputs: an archive of texts and a directory of profiles. ONLY selects the inputs
# whose names start with it; ALL=true cleans every input with every configuration, which takes long.
INPUTS  ?= $(CURDIR)
ALL     ?= false
WHAT     = -tree $(INPUTS) -samples '$(abspath $(SAMPLES))' -profiles '$(abspath $(PROFILES))' -only '$(ONLY)' -all=$(ALL)
TREE    := $(CURDIR)/_build/outputs/tree

outputs: ## record the product's outputs in _build/outputs; takes SAMPLES and PROFILES
	@mkdir -p $(OUTPUTS)
	$(GO) build -o $(OUTPUTS)/outputs ./internal/lab/outputs
	CGO_ENABLED=0 $(GO) build -trimpath -o $(OUTPUTS)/rustasync ./cmd/rustasync
	$(OUTPUTS)/outputs $(WHAT) -to $(OUTPUTS)

# BASE's own program records the outputs there, for the inputs of this tree.
compare: ## compare the outputs with those of BASE, a revision; takes SAMPLES and PROFILES
	@test -n '$(BASE)' || { echo 'compare with what? make compare BASE=main'; exit 1; }
	@mkdir -p $(dir $(TREE))
	@git worktree remove --force $(TREE) 2>/dev/null || rm -rf $(TREE)
	git worktree prune && git worktree add --quiet --detach $(TREE) $(BASE)
	@status=0; $(MAKE) -C $(TREE) outputs OUTPUTS=$(CURDIR)/_build/outputs/base INPUTS=$(CURDIR) \
		SAMPLES='$(abspath $(SAMPLES))' PROFILES='$(abspath $(PROFILES))' && \
	$(MAKE) outputs OUTPUTS=$(CURDIR)/_build/outputs/here && \
	_build/outputs/here/outputs compare $(WHAT) _build/outputs/base _build/outputs/here || status=1; \
	git worktree remove --force $(TREE); exit $$status

# Programs with debug information, which is the truth, and a directory with their sources.
code-index: ## compare what the code of BINARIES says of closures with their debug information; takes SOURCES
	@test -n '$(BINARIES)' || { echo "which programs? make code-index BINARIES='target/release/shop' SOURCES=."; exit 1; }
	$(GO) run ./internal/lab/twins/measure -source '$(abspath $(SOURCES))' $(abspath $(BINARIES))

corpus: ## capture the corpus again; needs Rust, see testdata/programs
	testdata/programs/build.sh

# Checks the Collector's source that the builder generated: for a binary without symbols, govulncheck only knows its
# modules, and also reports what no code calls.
vulncheck: $(BIN)/rustasync-collector ## look up known vulnerabilities in everything that is built; needs VULNDB
	$(SECURITY) govulncheck -db $(VULNDB) ./...
	cd _build && $(GO) tool -modfile=$(CURDIR)/internal/tools/security/go.mod govulncheck -db $(VULNDB) ./...

# A Collector from the builder knows this module by the path of its replacement.
sbom: $(SBOM_OF) ## write what the binaries are made of, in CycloneDX, next to them
	@set -e; for binary in $^; do \
		$(SECURITY) cyclonedx-gomod bin -json -std -version $(VERSION) -output $$binary.cdx.json $$binary; \
		sed -i.bak -e 's|"name": "\.\."|"name": "$(MODULE)"|' -e 's|"version": "(devel)"|"version": "$(VERSION)"|' -e 's|golang/\.\.@(devel)|golang/$(MODULE)@$(VERSION)|' $$binary.cdx.json; \
		rm $$binary.cdx.json.bak; \
	done

nocgo: $(BIN)/rustasync-collector $(BIN)/rustasync ## check that the binaries are built without C
	@for binary in $^; do $(GO) version -m $$binary | grep -q 'CGO_ENABLED=0' || { echo "$$binary is built with cgo"; exit 1; }; done
	CGO_ENABLED=0 $(GO) build ./...

ci: ## check everything that must pass before a change goes in
	$(MAKE) lint
	$(GO) vet ./...
	$(MAKE) generate
	git diff --exit-code -- $(GENERATED)
	$(GO) mod tidy -diff
	$(GO) test -race -v ./...
	$(MAKE) test-386
	$(MAKE) platforms
	$(MAKE) newest
	$(MAKE) fuzz FUZZTIME=5s
	$(MAKE) collector command
	$(MAKE) nocgo
	@set -e; for example in examples/*.yaml; do echo "validating $$example"; \
		$(BIN)/rustasync-collector validate --config $$example $(GATE); done
	$(MAKE) examples
	$(GO) run ./internal/lab/demo -collector $(BIN)/rustasync-collector -quoted-in README.md

newest: ## test the component with the newest Collector, with a go.mod derived from ours
	@mkdir -p _build/newest && sed $(NEWEST) go.mod > _build/newest/go.mod && cp go.sum _build/newest/go.sum
	$(GO) mod tidy -modfile=_build/newest/go.mod
	$(GO) test -modfile=_build/newest/go.mod . ./processor ./internal/metadata/... ./internal/metadatatest/... ./cmd/...

clean: ## remove what was built
	rm -rf bin _build
