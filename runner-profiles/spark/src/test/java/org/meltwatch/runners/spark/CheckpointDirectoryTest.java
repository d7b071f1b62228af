package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where Spark saves state. */
final class CheckpointDirectoryTest {

  @TempDir private Path shared;

  @Test
  void in_aParentThatIsNotThereYet_makesItAndKeepsItWhenClosed() throws Exception {
    Path parent = shared.resolve("checkpoints/of-spark");
    Path own;
    try (CheckpointDirectory directory = CheckpointDirectory.in(parent.toString())) {
      own = Path.of(directory.checkpoints()).getParent();
      assertTrue(Files.isDirectory(own), own::toString);
      assertTrue(own.startsWith(parent), own::toString);
    }

    assertFalse(Files.exists(own));
    assertTrue(Files.isDirectory(parent));
  }
}
