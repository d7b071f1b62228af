package org.meltwatch.transforms.sequence;

import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.testing.TestPipelineExtension;

/** A step that is no step of tiles: it puts the pages of books in order. */
@ExtendWith(TestPipelineExtension.class)
class InOrderTest {

  private static final String A = "A";
  private static final String B = "B";

  @Test
  void pages_outOfOrder_comeInOrder(TestPipeline pipeline) {
    check(pipeline, List.of(page(A, 2), page(A, 1), page(A, 3)), "A:1", "A:2", "A:3");
  }

  @Test
  void pages_ofTwoBooks_areOrderedApart(TestPipeline pipeline) {
    check(pipeline, List.of(page(A, 1), page(B, 2), page(B, 1)), "A:1", "B:1", "B:2");
  }

  @Test
  void pageThatComesAgain_isADuplicate(TestPipeline pipeline) {
    check(pipeline, List.of(page(A, 1), page(A, 1)), "A:1", "A:duplicate 1");
  }

  @Test
  void gap_thatIsTold_letsOutWhatWaitedForItAndMakesItsPageLate(TestPipeline pipeline) {
    check(
        pipeline,
        List.of(page(A, 2), gap(A, 1), page(A, 1), page(A, 1)),
        "A:without 1-1",
        "A:2",
        "A:late 1",
        "A:duplicate 1");
  }

  @Test
  void blankPage_cannotBeUsed_soThatAnotherOneOfItIsLate(TestPipeline pipeline) {
    check(
        pipeline, List.of(KV.of(A, KV.of(1, "blank")), page(A, 2), page(A, 1)), "A:2", "A:late 1");
  }

  @Test
  void morePagesThanMayWait_giveUpWhatTheyWaitFor(TestPipeline pipeline) {
    check(pipeline, List.of(page(A, 3), page(A, 4), page(A, 6)), "A:without 1-2", "A:3", "A:4");
  }

  private static void check(
      TestPipeline pipeline, List<KV<String, KV<Integer, String>>> pages, String... expected) {
    TestStream.Builder<KV<String, KV<Integer, String>>> stream =
        TestStream.create(
            KvCoder.of(StringUtf8Coder.of(), KvCoder.of(VarIntCoder.of(), StringUtf8Coder.of())));
    for (KV<String, KV<Integer, String>> page : pages) {
      stream = stream.addElements(page);
    }
    PAssert.that(
            pipeline.apply(stream.advanceWatermarkToInfinity()).apply(ParDo.of(new OrderPagesFn())))
        .containsInAnyOrder(expected);
    pipeline.run();
  }

  private static KV<String, KV<Integer, String>> page(String book, int number) {
    return KV.of(book, KV.of(number, "text"));
  }

  /** A page that will not come. */
  private static KV<String, KV<Integer, String>> gap(String book, int number) {
    return KV.of(book, KV.of(number, OrderPagesFn.GAP));
  }

  /** Tells the pages of a book in order; two of them may wait. */
  private static final class OrderPagesFn extends DoFn<KV<String, KV<Integer, String>>, String> {

    private static final String GAP = "gap";
    private static final int FIRST_PAGE = 1;
    private static final int MOST_WAITING = 2;

    @StateId("sequence")
    private final StateSpec<ValueState<LayerSequence>> sequenceSpec =
        StateSpecs.value(new LayerSequence.SequenceCoder());

    @StateId("waiting")
    private final StateSpec<BagState<KV<Integer, String>>> waitingSpec =
        StateSpecs.bag(KvCoder.of(VarIntCoder.of(), StringUtf8Coder.of()));

    @ProcessElement
    public void process(
        @Element KV<String, KV<Integer, String>> element,
        @StateId("sequence") ValueState<LayerSequence> state,
        @StateId("waiting") BagState<KV<Integer, String>> waiting,
        OutputReceiver<String> out) {
      LayerSequence sequence = LayerSequence.from(state, FIRST_PAGE);
      KV<Integer, String> page = element.getValue();
      InOrder<KV<Integer, String>> pages =
          new InOrder<>(sequence, waiting, KV::getKey, new Told(element.getKey(), out));
      if (page.getValue().equals(GAP)) {
        pages.skip(new Gap(page.getKey(), page.getKey() + 1, Gap.Cause.PROVEN));
      } else {
        pages.take(page);
      }
      pages.relieve(MOST_WAITING);
      state.write(sequence);
    }
  }

  private record Told(String book, DoFn.OutputReceiver<String> out)
      implements InOrder.Outlet<KV<Integer, String>> {

    @Override
    public boolean inTurn(KV<Integer, String> page) {
      boolean isText = page.getValue().equals("text");
      if (isText) {
        tell("" + page.getKey());
      }
      return isText;
    }

    @Override
    public boolean late(KV<Integer, String> page) {
      tell("late " + page.getKey());
      return true;
    }

    @Override
    public void duplicate(KV<Integer, String> page) {
      tell("duplicate " + page.getKey());
    }

    @Override
    public void givenUp(Gap gap) {
      tell(String.format(Locale.ROOT, "without %d-%d", gap.from(), gap.to() - 1));
    }

    private void tell(String what) {
      out.output(book + ":" + what);
    }
  }
}
