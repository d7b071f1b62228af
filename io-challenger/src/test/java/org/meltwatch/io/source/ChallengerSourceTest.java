package org.meltwatch.io.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.meltwatch.options.UsageException;
import org.meltwatch.source.SourceRequest;

/** What a challenger's source says before it begins. */
final class ChallengerSourceTest {

  @Test
  void reopen_ofARunThatKeptNoMessages_saysWhatIsMissing() {
    ChallengerOptions options = PipelineOptionsFactory.create().as(ChallengerOptions.class);
    options.setSpool("memory");
    SourceRequest request =
        new SourceRequest(options, List.of(), 1, 0, 0, true, false, true, false, 0);

    UsageException refused =
        assertThrows(
            UsageException.class,
            () ->
                ChallengerSource.reopenAbandoned(
                    "http://127.0.0.1:1 bench", request, "begin anew"));

    assertEquals(
        "--resume needs the messages that came in: the run that died kept none, for want of"
            + " --spool=on; begin anew with another --output",
        refused.getMessage());
  }
}
