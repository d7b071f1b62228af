# Every target is one line; anything longer is a script or a main.
RUNNER ?= direct
RUNNERS ?= direct,flink,spark
ARGS ?=
TASKMANAGERS ?= 2
WORKERS ?= 2
KAFKA_PORT ?= 9092
BENCH ?= Benchmark
SECONDS ?= 600
CHECK_IN ?= core,prints,record,alerts,transforms,beam-unbounded-sdf,io-challenger,local-challenger,dashboard,tools/docs-check
BENCH_IN ?= core,record,transforms,io-challenger
MVN ?= mvn -B -q
TELL := || { code=$$?; echo "make: the exit code of the run is $$code" >&2; exit $$code; }

.DEFAULT_GOAL := help
.PHONY: help up down logs images docker-test run reference challenger feed kafka kafka-stop dashboard cluster-flink cluster-flink-stop cluster-spark cluster-spark-stop report check test dist fuzz chaos soak bench scaling detection picture jmh stages fill fmt

help: ## print this help
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-19s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## monitor a print: RUNNER=direct, flink, spark or reference, ARGS="--name=value ..." (ARGS=--help tells all)
	@$(MVN) -P$(RUNNER) exec:java -Dexec.args="$(ARGS)" $(TELL)

reference: ## monitor a print with the plain sequential program: the yardstick; ARGS as for run
	@$(MVN) -Preference exec:java -Dexec.args="$(ARGS)" $(TELL)

challenger: ## serve a print on port 8866: ARGS="--stack=DIR --grid=2x2 ..." (ARGS=--help tells all)
	@$(MVN) -pl local-challenger -am compile exec:java -Dchallenger.skip=false -Dexec.args="$(ARGS)"

report: ## write what runs have found into report.html in their results directories: ARGS="results/mine --language=de"
	@$(MVN) -pl report -am compile exec:java -Dreport.skip=false -Dexec.args="$(ARGS)"

feed: ## write a bench to a Kafka topic: ARGS="--challenger=URL --brokers=HOST:PORT ..." (ARGS=--help tells all)
	@$(MVN) -pl io-kafka -am compile exec:java -Dfeed.skip=false -Dexec.args="$(ARGS)"

kafka: ## start a Kafka broker on loopback, port KAFKA_PORT=9092; then ARGS="--source=kafka --brokers=127.0.0.1:9092 ..."
	@$(MVN) -pl tools/kafka compile exec:java -Dkafka.skip=false -Dexec.args="start $(CURDIR)/target/kafka $(KAFKA_PORT)"

kafka-stop: ## stop the broker that kafka started; what it keeps stays in target/kafka
	@$(MVN) -pl tools/kafka compile exec:java -Dkafka.skip=false -Dexec.args="stop $(CURDIR)/target/kafka"

dashboard: ## show runs, live and past, on a page: ARGS="--results=DIR" (ARGS=--help tells all)
	@$(MVN) -pl dashboard -am compile exec:java -Ddashboard.skip=false -Dexec.args="$(ARGS)"

cluster-flink: ## start a Flink cluster on loopback: TASKMANAGERS=2; then ARGS=--flinkMaster=127.0.0.1:8081
	@$(MVN) -Pflink exec:java@cluster -Dexec.args="start $(CURDIR)/target/flink-cluster 8081 $(TASKMANAGERS)"

cluster-flink-stop: ## stop the cluster that cluster-flink started
	@$(MVN) -Pflink exec:java@cluster -Dexec.args="stop $(CURDIR)/target/flink-cluster"

cluster-spark: ## start a Spark cluster on loopback: WORKERS=2, port 7077; then ARGS=--sparkMaster=spark://127.0.0.1:7077
	@$(MVN) -Pspark exec:java@cluster -Dexec.args="start $(CURDIR)/target/spark-cluster 7077 $(WORKERS)"

cluster-spark-stop: ## stop the cluster that cluster-spark started
	@$(MVN) -Pspark exec:java@cluster -Dexec.args="stop $(CURDIR)/target/spark-cluster"

check: ## before a commit: format, compile, and the tests that need neither an engine nor a process; under two minutes
	$(MVN) spotless:check compile && $(MVN) -pl $(CHECK_IN) -am test -DexcludedGroups=processes

test: ## build everything and run all tests and checks, two modules at a time
	mvn -B -T 2 verify && .ci/fresh-clone

dist: ## make target/dist: a directory an engine that runs without Maven (bin/meltwatch-flink ...), SBOMs, javadoc, sources
	rm -rf target/dist && $(MVN) -DskipTests process-classes javadoc:jar package source:jar-no-fork cyclonedx:makeBom assembly:single@dist

images: ## make images of containers from target/dist: ARGS="run-flink flink challenger dashboard" (all of them without)
	docker/build $(ARGS)

up: ## run on a cluster of containers: RUNNER=flink, spark, flink-kafka or spark-kafka, WORKERS=2, CHALLENGER="--layers=12", STACK=DIR, NETEM="delay 10ms"
	@WORKERS=$(WORKERS) RUN_OPTIONS="$(ARGS)" docker/stack up $(RUNNER) $(TELL)

down: ## end all that up started
	@docker/stack down

logs: ## follow what the containers say
	@docker/stack logs

docker-test: ## try images and clusters of containers, with a daemon of its own where none runs: ARGS="flink spark-kafka netem"
	@.ci/docker $(ARGS)

fuzz: ## let a fuzzer at all readers of foreign bytes for SECONDS=600 each
	mvn -B -pl core,prints,io-challenger -am test -Dtest='*FuzzTest' -Dsurefire.failIfNoSpecifiedTests=false -Dmeltwatch.fuzzSeconds=$(SECONDS)

chaos: ## break runs on purpose and account for every tile: RUNNERS=direct,flink,spark ARGS="--seed=1 --cases=.*-full" (ARGS=--help tells all)
	@$(MVN) -pl tools/kafka,tools/chaos -am process-classes exec:java -Dchaos.skip=false -Dexec.args="--runners=$(RUNNERS) $(ARGS)"

soak: ## run engines for two hours with faults and kills, and draw what they hold: ARGS="--runners=flink --minutes=30" (ARGS=--help tells all)
	@$(MVN) -pl tools/chaos -am compile exec:java -Dchaos.skip=false -Dchaos.main=org.meltwatch.chaos.Soak -Dexec.args="$(ARGS)"

bench: ## compare engines: RUNNERS=direct,flink,spark ARGS="--layers=12 ..." (ARGS=--help tells all)
	@$(MVN) -pl tools/kafka,tools/measure -am process-classes exec:java -Dmeasure.skip=false -Dexec.args="--runners=$(RUNNERS) $(ARGS)"

scaling: ## measure and draw scaling: RUNNERS=reference,flink ARGS="--output=DIR ..." (ARGS=--help tells all)
	@$(MVN) -pl tools/measure -am compile exec:java -Dmeasure.skip=false -Dmeasure.main=org.meltwatch.measure.Scaling -Dexec.args="--runners=$(RUNNERS) $(ARGS)"

detection: ## measure which blemishes of synthetic prints are found: ARGS="--output=DIR --seeds=1,2 ..." (ARGS=--help tells all)
	@$(MVN) -pl tools/measure -am compile exec:java -Dmeasure.skip=false -Dmeasure.main=org.meltwatch.measure.Detection -Dexec.args="$(ARGS)"

picture: ## draw the defects of a folder of layer images: ARGS="--stack=DIR --output=FILE.png ..." (ARGS=--help tells all)
	@$(MVN) -pl tools/measure -am compile exec:java -Dmeasure.skip=false -Dmeasure.main=org.meltwatch.measure.Picture -Dexec.args="$(ARGS)"

jmh: ## measure the kernels: BENCH=regex picks benchmarks, BENCH_IN=module where they are
	mvn -B -q -Pbench -pl $(BENCH_IN) -am process-test-classes -Djmh="$(BENCH)"

stages: ## print what each stage of a tile costs, and its ratio to the floor
	mvn -B -q -Pbench -pl transforms -am process-test-classes -Dbench.main=org.meltwatch.stages.StageCost -Djmh=

fill: ## write a synthetic print into a folder, as a machine does: ARGS="--folder=DIR --layers=60 --every=1s" (ARGS=--help tells all)
	@$(MVN) -pl tools/measure -am compile exec:java -Dmeasure.skip=false -Dmeasure.main=org.meltwatch.measure.FillFolder -Dexec.args="$(ARGS)"

fmt: ## format all Java sources
	$(MVN) spotless:apply
