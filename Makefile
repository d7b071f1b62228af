# Every target is one line; anything longer is a script or a main.
RUNNER ?= direct
ARGS ?=
MVN ?= mvn -B -q
ALL := -Pdirect

.DEFAULT_GOAL := help
.PHONY: help test fmt

help: ## print this help
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

test: ## build everything and run all tests and checks
	mvn -B $(ALL) verify

fmt: ## format all Java sources
	$(MVN) $(ALL) spotless:apply
