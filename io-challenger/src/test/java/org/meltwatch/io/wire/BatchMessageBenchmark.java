package org.meltwatch.io.wire;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading a batch's MessagePack map with an image of 370 kB, against copying the message once.
 *
 * <p>{@code make jmh BENCH=BatchMessage BENCH_IN=io-challenger}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class BatchMessageBenchmark {

  private static final MessageLimits LIMITS = MessageLimits.DEFAULT.withBytes(1 << 20);

  private final byte[] message = Batches.message(1, 2, 3, new byte[370_000]);
  private final Body body = new Body(message, message.length, true);

  @Benchmark
  public Object read() {
    return BatchMessage.read(body, LIMITS);
  }

  /** The floor: the image has to be copied out of the message. */
  @Benchmark
  public byte[] copy() {
    return message.clone();
  }
}
