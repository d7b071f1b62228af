package org.meltwatch.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meltwatch.launch.FakeProfile;

final class ArgumentsTest {

  @Test
  void localChallengerToStart_withAThreshold_isToldOfIt() {
    Arguments arguments = Arguments.read(new FakeProfile(), "--layers=2", "--saturatedAbove=60000");
    assertEquals(
        List.of("--layers=2", "--saturatedAbove=60000"), arguments.localChallengerToStart());
  }

  @Test
  void read_withAThresholdAndAChallengerElsewhere_isNoContradiction() {
    Arguments arguments =
        Arguments.read(
            new FakeProfile(), "--challenger=http://127.0.0.1:8866", "--saturatedAbove=60000");
    assertEquals(List.of(), arguments.localChallenger());
  }
}
