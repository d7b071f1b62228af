package org.meltwatch.sdf.settings;

import java.io.IOException;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what each read of a lane gave, for engines that compute reads anew.
 *
 * <p>The Spark runner does when it has lost what it had read, with an executor for example. It goes
 * back to an older checkpoint mark then and reads on from there, in another process or in one whose
 * reader has gone past the mark, and takes for granted that each read gives the same as the first
 * time: results that survived were computed from that. A source cannot promise it, for how much a
 * read gives is a matter of time. So each read is kept when it is over, before the engine sees its
 * mark, and one that is asked for again is handed out as it was kept: the lane is not even looked
 * at.
 *
 * <p>A log is sent to all processes of a job, and must show what one of them has kept to all others
 * at once. Safe for use by many threads.
 */
public interface ReadLog extends Serializable {

  /**
   * What was kept of a read.
   *
   * @param lane the same in every process, and in no other lane
   * @param read the read's number in the lane, from 0
   * @return null if the read was not made yet
   * @throws IOException if that cannot be told, or it was made and cannot be given again; the
   *     message is for whoever runs the job
   */
  byte @Nullable [] find(UUID lane, long read) throws IOException;

  /**
   * Keeps a read.
   *
   * @throws IOException if it could not be kept, or another process has kept the same one before
   */
  void keep(UUID lane, long read, byte[] outcome) throws IOException;

  /** The number below which no read will ever be asked for again. */
  long settled() throws IOException;
}
