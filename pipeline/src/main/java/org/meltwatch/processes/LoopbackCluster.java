package org.meltwatch.processes;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;

/**
 * How an engine's standalone cluster is started on loopback, and what a run there is told.
 *
 * @param mainClass takes {@code start DIR PORT WORKERS} and returns when jobs can be submitted,
 *     {@code revive DIR PORT WORKERS}, which starts those processes anew that have ended, and
 *     {@code stop DIR}
 * @param port the port that it is reached at
 * @param masterOption the option that names the cluster, up to the port
 * @param parallelismOption the option that says how wide a job is, up to the number; empty if there
 *     is none
 * @param slots how many tasks a worker carries
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record LoopbackCluster(
    String mainClass, int port, String masterOption, String parallelismOption, int slots) {

  /** The options of a run on a cluster with so many workers. */
  public List<String> options(int workers) {
    List<String> options = new ArrayList<>();
    options.add(masterOption + port);
    if (!parallelismOption.isEmpty()) {
      options.add(parallelismOption + workers * slots);
    }
    return options;
  }
}
