package org.meltwatch.io.fetch;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.wire.Message;
import org.meltwatch.io.wire.Origin;
import org.meltwatch.model.received.HandedOut;
import org.meltwatch.ranges.Ranges;

/**
 * What a bench has handed out to the lanes of this process: whoever began to keep an account of it
 * is told by {@link #handedOut}, even when the lanes are closed. Safe for use by many threads.
 */
public final class HandOuts {

  private static final Map<Origin, HandOuts> ACCOUNTS = new ConcurrentHashMap<>();

  private final Map<Integer, Ranges> numbers = new HashMap<>();
  private final Ranges seqIds = new Ranges();

  private HandOuts() {}

  /** Begins to keep an account of a bench, which ends with {@link #end}. */
  public static HandOuts begin(Origin bench) {
    HandOuts account = new HandOuts();
    ACCOUNTS.put(bench, account);
    return account;
  }

  /** Ends what was begun; the account stays as it is. */
  public static void end(Origin bench) {
    ACCOUNTS.remove(bench);
  }

  /** Notes a message, if an account of its bench is kept in this process. */
  public static void note(Origin bench, int lane, long number, Message message) {
    @Nullable HandOuts account = ACCOUNTS.get(bench);
    if (account != null) {
      account.note(lane, number, message);
    }
  }

  private synchronized void note(int lane, long number, Message message) {
    numbers.computeIfAbsent(lane, absent -> new Ranges()).add(number);
    if (message instanceof Message.Accepted batch) {
      seqIds.add(batch.seqId());
    } else if (message instanceof Message.Refused refused && refused.seqId() != null) {
      seqIds.add(refused.seqId());
    }
  }

  /** What was handed out until now. */
  public synchronized HandedOut handedOut() {
    return new HandedOut(numbers.values().stream().mapToLong(Ranges::size).sum(), seqIds.list());
  }
}
