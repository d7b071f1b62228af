package org.meltwatch.coders;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviderRegistrar;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileImage;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileOutliers;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.layers.LayerWindow;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.model.received.Arrival;
import org.meltwatch.model.received.DeadLetter;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;

/** Tells Beam the coders of the model, so that no transform has to. */
public final class ModelCoders implements CoderProviderRegistrar {

  @Override
  public List<CoderProvider> getCoderProviders() {
    return List.of(
        provider(Arrival.class, ArrivalCoder.of()),
        provider(DeadLetter.class, DeadLetterCoder.of()),
        provider(LayerEvent.class, LayerEventCoder.of()),
        provider(LayerWindow.class, LayerWindowCoder.of()),
        provider(OutlierList.class, OutlierListCoder.of()),
        provider(Receipt.class, ReceiptCoder.of()),
        provider(Received.class, ReceivedCoder.of()),
        provider(RunEvent.class, RunEventCoder.of()),
        provider(Tile.class, TileCoder.of()),
        provider(TileHeader.class, TileHeaderCoder.of()),
        provider(TileImage.class, TileImageCoder.of()),
        provider(TileKey.class, TileKeyCoder.of()),
        provider(TileOutliers.class, TileOutliersCoder.of()),
        provider(TileResult.class, TileResultCoder.of()));
  }

  private static <T> CoderProvider provider(Class<T> type, Coder<T> coder) {
    return CoderProviders.forCoder(TypeDescriptor.of(type), coder);
  }
}
