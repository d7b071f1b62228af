package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.beam.runners.core.StateNamespaces;
import org.apache.beam.runners.core.StateTags;
import org.apache.beam.runners.spark.stateful.SparkStateInternals;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.collect.HashBasedTable;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.collect.Table;
import org.junit.jupiter.api.Test;

/**
 * What is wrong with the runner that {@link StateStreams} makes up for. This demands the wrong:
 * where it fails, the runner has become better. That what is cached is bytes is looked at by {@link
 * DroppedBatchesTest}.
 */
class StateStreamsTest {

  @Test
  void state_ofAMicroBatch_isChangedByTheNext() {
    Table<String, String, byte[]> first = HashBasedTable.create();
    SparkStateInternals.forKeyAndState("key", first)
        .state(StateNamespaces.global(), StateTags.value("count", VarIntCoder.of()))
        .write(1);
    assertEquals(1, first.size(), "cells of the state that the second micro-batch began with");
  }
}
