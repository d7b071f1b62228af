package org.meltwatch.source;

import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * How a run wants its tiles.
 *
 * @param options all options but the plain ones; the source's own are to be had by {@code as}
 * @param plain the source's plain options, as {@code --name=value}
 * @param lanes how many independent readers there are
 * @param maxInFlight how many tiles may be on their way at once; 0 for as many as the engine takes
 * @param maxBytesInFlight how many bytes their images may take unpacked; 0 for as many
 * @param claims whether tiles carry claims on their images
 * @param checkpointed whether the engine goes back to checkpoints
 * @param inThisProcess whether the engine does all its work in this process
 * @param timeIsLayer whether the event time is the layer; otherwise it is the order of handing out
 * @param lateness how many layers a tile may come late, where the event time is the layer
 */
public record SourceRequest(
    PipelineOptions options,
    List<String> plain,
    int lanes,
    int maxInFlight,
    long maxBytesInFlight,
    boolean claims,
    boolean checkpointed,
    boolean inThisProcess,
    boolean timeIsLayer,
    int lateness) {

  public SourceRequest {
    plain = List.copyOf(plain);
  }

  /** True if a source is to know what has reached its end, and to pause. */
  public boolean isBounded() {
    return maxInFlight > 0 || maxBytesInFlight > 0;
  }
}
