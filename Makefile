.DEFAULT_GOAL := help
.PHONY: help run build test bench chaos fuzz soak lint format clean

# With Swift's own libraries inside, the binary runs without a toolchain and starts
# in half the time.
release := -c release --static-swift-stdlib
swift_sources := Sources Tests Benchmarks Package.swift

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build, add the sample documents to ./muniment-data and show what to try
	scripts/run-demo

build: ## Install what is missing and build .build/release/muniment
	scripts/setup build
	swift build $(release) --product muniment

test: ## Install what is missing and run all tests
	scripts/setup test
	swift build --build-tests
	scripts/test

bench: ## Install what is missing and measure, beside the peers
	scripts/setup bench
	scripts/bench

chaos: ## Kill workers and restart PostgreSQL under a million jobs; each must have its effect once
	scripts/setup bench
	scripts/bench queue-chaos --rounds 10

fuzz: ## Feed the parent of a helper what no helper would send, for ten minutes
	scripts/setup build
	scripts/fuzz

# Every class of this name has a short run in `make test` and its whole one here.
soak: ## Cut the power, kill, fill the disk and send hostile files, for hours
	scripts/setup test
	swift build --build-tests
	MUNIMENT_SOAK=1 swift test --skip-build --disable-swift-testing --filter SoakTests

# Warnings are errors in Package.swift already, so a release build shows them.
lint: ## Check the format, the warnings and the imports
	swift format lint --strict -r $(swift_sources)
	swift build $(release) --explicit-target-dependency-import-check error --product muniment
	swift build $(release) --explicit-target-dependency-import-check error --product Benchmarks

format: ## Format the Swift sources in place
	swift format -i -r $(swift_sources)

clean: ## Remove what was built; ./muniment-data stays
	rm -rf .build .build-*
