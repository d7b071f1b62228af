package org.meltwatch.record.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands that came while a run went on.
 *
 * @param taken those that counted, in the order in which they were taken
 * @param refused those that did not
 */
public record CommandRecord(List<Taken> taken, List<Refused> refused) {

  public CommandRecord {
    taken = List.copyOf(taken);
    refused = List.copyOf(refused);
  }

  /**
   * A command that counted.
   *
   * @param file the name of its file
   * @param takenAt when it was taken, as ISO 8601
   * @param level of an acknowledgement: up to which level; null for none
   * @param fromLayer of a hold: the first layer
   * @param toLayer of a hold: the last layer
   * @param suppressed how many alerts did not go out because of it
   * @param command what its file says, reason and all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Taken(
      String file,
      String takenAt,
      @Nullable String level,
      @Nullable Integer fromLayer,
      @Nullable Integer toLayer,
      long suppressed,
      JsonNode command) {}

  /**
   * A command that did not count.
   *
   * @param file the name of its file
   * @param refusedAt when it was refused, as ISO 8601
   * @param why in one line
   */
  public record Refused(String file, String refusedAt, String why) {}
}
