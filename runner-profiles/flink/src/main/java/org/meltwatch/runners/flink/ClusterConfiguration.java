package org.meltwatch.runners.flink;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.meltwatch.processes.JvmFlags;

/**
 * What the processes of a standalone cluster are told, on loopback or on nodes of their own.
 * Flink's own scripts work out the memory of a process from a few options; without them every
 * single one has to be said.
 *
 * @param restPort where jobs are submitted
 * @param rpcPort where TaskManagers find the JobManager
 * @param temporary the processes' directory for what they need while they run
 */
record ClusterConfiguration(int restPort, int rpcPort, Path temporary) {

  /** Two, so that half the TaskManagers can carry the whole job when the others are gone. */
  static final int SLOTS = 2;

  private static final int TASK_HEAP_MIB = 1024;
  private static final int FRAMEWORK_HEAP_MIB = 128;
  private static final int TASK_OFF_HEAP_MIB = 128;
  private static final int FRAMEWORK_OFF_HEAP_MIB = 128;
  private static final int NETWORK_MIB = 128;
  private static final int METASPACE_MIB = 256;
  private static final int OVERHEAD_MIB = 192;

  /**
   * As a configuration file of Flink, for a cluster whose processes find each other on loopback.
   */
  String yaml() {
    Map<String, String> settings = new TreeMap<>(settings());
    settings.putAll(addresses("127.0.0.1"));
    settings.put("jobmanager.rpc.address", "127.0.0.1");
    settings.put("rest.address", "127.0.0.1");
    settings.put("taskmanager.host", "127.0.0.1");
    return yaml(settings);
  }

  /**
   * The same for nodes of their own, which listen on every address they have. Where the JobManager
   * is, and what a TaskManager is called by the others, its start says.
   */
  String yamlOfNodes() {
    Map<String, String> settings = new TreeMap<>(settings());
    settings.putAll(addresses("0.0.0.0"));
    settings.put("blob.server.port", Integer.toString(rpcPort + 1));
    settings.put("taskmanager.rpc.port", Integer.toString(rpcPort - 1));
    settings.put("taskmanager.data.port", Integer.toString(rpcPort - 2));
    return yaml(settings);
  }

  private static String yaml(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> "%s: '%s'%n".formatted(setting.getKey(), setting.getValue()))
        .collect(Collectors.joining());
  }

  private static Map<String, String> addresses(String bound) {
    return Map.of(
        "jobmanager.bind-host", bound, "taskmanager.bind-host", bound, "rest.bind-address", bound);
  }

  /** Flags of the JobManager's Java virtual machine. */
  static List<String> jobManagerFlags() {
    return List.of("-Xmx512m", "-XX:MaxMetaspaceSize=256m", JvmFlags.endOutOfMemory());
  }

  /** Flags of a TaskManager's Java virtual machine, in agreement with its memory options. */
  static List<String> taskManagerFlags() {
    return List.of(
        String.format(Locale.ROOT, "-Xmx%dm", TASK_HEAP_MIB + FRAMEWORK_HEAP_MIB),
        String.format(
            Locale.ROOT,
            "-XX:MaxDirectMemorySize=%dm",
            TASK_OFF_HEAP_MIB + FRAMEWORK_OFF_HEAP_MIB + NETWORK_MIB),
        String.format(Locale.ROOT, "-XX:MaxMetaspaceSize=%dm", METASPACE_MIB),
        JvmFlags.endOutOfMemory());
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(memory());
    settings.put("jobmanager.rpc.port", Integer.toString(rpcPort));
    settings.put("rest.port", Integer.toString(restPort));
    // A TaskManager with a name of its own keeps the jars of its jobs for its next start, and reads
    // all that is there when it starts. In the directory that all clusters of a machine share by
    // default that grows without end: 5 GB took half a minute.
    settings.put("io.tmp.dirs", temporary.toString());
    settings.put("taskmanager.numberOfTaskSlots", Integer.toString(SLOTS));
    settings.put("cluster.evenly-spread-out-slots", "true");
    // One that was killed refuses two heartbeats in a row, and is known to be gone before its job
    // is restarted, half a second later. One that is alive may be starved for a long time: taking
    // that for death costs the tiles in flight.
    settings.put("heartbeat.interval", "200");
    settings.put("heartbeat.rpc-failure-threshold", "2");
    settings.put("heartbeat.timeout", "20000");
    return settings;
  }

  private static Map<String, String> memory() {
    Map<String, String> memory = new TreeMap<>();
    memory.put("taskmanager.cpu.cores", "2.0");
    memory.put("taskmanager.memory.task.heap.size", mib(TASK_HEAP_MIB));
    memory.put("taskmanager.memory.task.off-heap.size", mib(TASK_OFF_HEAP_MIB));
    memory.put("taskmanager.memory.framework.heap.size", mib(FRAMEWORK_HEAP_MIB));
    memory.put("taskmanager.memory.framework.off-heap.size", mib(FRAMEWORK_OFF_HEAP_MIB));
    memory.put("taskmanager.memory.network.min", mib(NETWORK_MIB));
    memory.put("taskmanager.memory.network.max", mib(NETWORK_MIB));
    memory.put("taskmanager.memory.managed.size", mib(0));
    memory.put("taskmanager.memory.jvm-metaspace.size", mib(METASPACE_MIB));
    memory.put("taskmanager.memory.jvm-overhead.min", mib(OVERHEAD_MIB));
    memory.put("taskmanager.memory.jvm-overhead.max", mib(OVERHEAD_MIB));
    return memory;
  }

  private static String mib(int mebibytes) {
    return mebibytes + " mb";
  }
}
