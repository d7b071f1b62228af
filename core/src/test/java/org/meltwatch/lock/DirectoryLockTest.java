package org.meltwatch.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryLockTest {

  @TempDir private Path dir = Path.of("");

  @Test
  void claim_ofADirectoryInUse_namesItsHolder() throws Exception {
    try (DirectoryLock lock = DirectoryLock.claim(dir)) {
      LockedException refused = assertThrows(LockedException.class, () -> DirectoryLock.claim(dir));
      assertFalse(refused.isStale());
      assertMessage(refused, "in use by another run, process " + ProcessHandle.current().pid());
      assertThrows(LockedException.class, () -> DirectoryLock.takeOver(dir));
      assertTrue(Files.exists(DirectoryLock.file(dir)), lock.toString());
    }
    assertFalse(Files.exists(DirectoryLock.file(dir)));
  }

  @Test
  void claim_ofWhatWasLeftByAProcessThatIsGone_isStaleAndCanBeTakenOver() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    write(new Holder(Holder.self().host(), gone.pid(), Instant.now()));
    LockedException refused = assertThrows(LockedException.class, () -> DirectoryLock.claim(dir));
    assertTrue(refused.isStale());
    assertMessage(refused, "left by a run that has died, process " + gone.pid());
    assertMessage(refused, "--resume=DIR");
    try (DirectoryLock lock = DirectoryLock.takeOver(dir)) {
      assertThrows(LockedException.class, () -> DirectoryLock.takeOver(dir), lock.toString());
      assertEquals(
          ProcessHandle.current().pid(),
          Holder.parse(Files.readString(DirectoryLock.file(dir))).orElseThrow().pid());
    }
  }

  /** The same id, another process: the machine has started anew since. */
  @Test
  void claim_ofWhatALaterProcessHasTheIdOf_isStale() throws Exception {
    write(new Holder(Holder.self().host(), ProcessHandle.current().pid(), Instant.EPOCH));
    assertTrue(assertThrows(LockedException.class, () -> DirectoryLock.claim(dir)).isStale());
  }

  @Test
  void claim_ofWhatAnotherHostHolds_saysWhatToRemove() throws Exception {
    write(new Holder("elsewhere", 1, Instant.now()));
    for (Callable<DirectoryLock> way :
        List.<Callable<DirectoryLock>>of(
            () -> DirectoryLock.claim(dir), () -> DirectoryLock.takeOver(dir))) {
      LockedException refused = assertThrows(LockedException.class, way::call);
      assertMessage(refused, "process 1 of host elsewhere");
      assertMessage(refused, "remove " + DirectoryLock.file(dir));
    }
  }

  @RepeatedTest(100)
  void claim_byManyAtOnce_isOnesAlone() throws Exception {
    for (boolean left : List.of(false, true)) {
      if (left) {
        write(new Holder(Holder.self().host(), 0, Instant.EPOCH));
      }
      List<DirectoryLock> won = claimAtOnce(left);
      assertEquals(1, won.size(), "left: " + left);
      won.get(0).close();
    }
  }

  private List<DirectoryLock> claimAtOnce(boolean left) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<DirectoryLock> claim =
          () -> left ? DirectoryLock.takeOver(dir) : DirectoryLock.claim(dir);
      List<DirectoryLock> won = new ArrayList<>();
      for (Future<DirectoryLock> tried : threads.invokeAll(Collections.nCopies(8, claim))) {
        try {
          won.add(tried.get());
        } catch (ExecutionException e) {
          assertTrue(e.getCause() instanceof LockedException, e.toString());
        }
      }
      return won;
    } finally {
      threads.shutdown();
    }
  }

  private void write(Holder holder) throws IOException {
    Files.writeString(DirectoryLock.file(dir), holder.line());
  }

  private static void assertMessage(Exception refused, String part) {
    assertTrue(refused.getMessage().contains(part), refused.getMessage());
  }
}
