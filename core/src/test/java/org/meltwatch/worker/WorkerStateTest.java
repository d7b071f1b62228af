package org.meltwatch.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerStateTest {

  private final List<String> closed = new ArrayList<>();

  @AfterEach
  void close() throws InterruptedException {
    WorkerState.close();
  }

  @Test
  void of_askedTwice_givesTheSamePart() {
    First first = WorkerState.of(First.class, () -> new First(closed));
    assertSame(first, WorkerState.of(First.class, () -> new First(closed)));
  }

  @Test
  void of_afterClose_givesANewPart() throws InterruptedException {
    First first = WorkerState.of(First.class, () -> new First(closed));
    WorkerState.close();
    assertNotSame(first, WorkerState.of(First.class, () -> new First(closed)));
  }

  @Test
  void close_ofSeveralParts_beginsWithTheLastOne() throws InterruptedException {
    WorkerState.of(First.class, () -> new First(closed));
    WorkerState.of(Second.class, () -> new Second(closed));
    WorkerState.close();
    assertEquals(List.of("second", "first"), closed);
  }

  @Test
  void close_wherePartsFail_closesTheOthersAndSaysSo() {
    WorkerState.of(First.class, () -> new First(closed));
    WorkerState.of(Failing.class, Failing::new);
    WorkerState.of(Interrupted.class, Interrupted::new);
    IllegalStateException failure = assertThrows(IllegalStateException.class, WorkerState::close);
    assertEquals("cannot be closed", failure.getMessage());
    assertEquals(List.of("first"), closed);
  }

  @Test
  void close_thatIsInterrupted_closesTheOthers() {
    WorkerState.of(First.class, () -> new First(closed));
    WorkerState.of(Interrupted.class, Interrupted::new);
    assertThrows(InterruptedException.class, WorkerState::close);
    assertEquals(List.of("first"), closed);
  }

  private record First(List<String> closed) implements WorkerState.Part {

    @Override
    public void close() {
      closed.add("first");
    }
  }

  private record Second(List<String> closed) implements WorkerState.Part {

    @Override
    public void close() {
      closed.add("second");
    }
  }

  private record Failing() implements WorkerState.Part {

    @Override
    public void close() {
      throw new IllegalStateException("cannot be closed");
    }
  }

  private record Interrupted() implements WorkerState.Part {

    @Override
    public void close() throws InterruptedException {
      throw new InterruptedException("too late");
    }
  }
}
