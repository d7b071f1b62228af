package org.meltwatch.transforms.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.meltwatch.kernel.tiff.ImageLimits;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.ClaimedImage;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.Slice;
import org.meltwatch.worker.WorkerState;

class ImagesTest {

  private static final Image IMAGE = Tiles.uniform(3, 4, 7);

  private final FakeStore store = new FakeStore();
  private final String claim = store.put(1, tif(IMAGE));

  @Test
  void of_inlineImage_isTheImage() throws IOException {
    assertSame(IMAGE, Images.inline().of(IMAGE));
  }

  @Test
  void of_keptImage_isNotLoaded() throws IOException {
    Images images = Images.claimedFrom(store, ImageLimits.DEFAULT).withCacheBytes(1000);
    ClaimedImage claimed = images.keep(claim, IMAGE);

    assertEquals(new ClaimedImage(claim, 3, 4), claimed);
    assertSame(IMAGE, SerializableUtils.clone(images).of(claimed), "one cache for all copies");
    assertEquals(0, store.loads(claim));
  }

  @Test
  void of_imageThatHadToGo_isLoadedAndKeptAgain() throws Exception {
    Images images = Images.claimedFrom(store, ImageLimits.DEFAULT).withCacheBytes(1000);
    ClaimedImage claimed = images.keep(claim, IMAGE);
    WorkerState.close();

    assertEquals(IMAGE, images.of(claimed));
    assertEquals(IMAGE, images.of(claimed));
    assertEquals(1, store.loads(claim));
  }

  @Test
  void forget_ofOneClaim_keepsTheOthers() throws IOException {
    Images images = Images.claimedFrom(store, ImageLimits.DEFAULT).withCacheBytes(1000);
    String other = store.put(2, tif(IMAGE));
    images.keep(claim, IMAGE);
    images.keep(other, IMAGE);
    Images.lend(claim, Slice.of(tif(IMAGE)));
    Images.forget(claim);

    images.of(new ClaimedImage(claim, 3, 4));
    images.of(new ClaimedImage(other, 3, 4));
    assertEquals(1, store.loads(claim));
    assertEquals(0, store.loads(other));
  }

  @Test
  void of_claimWithoutCache_isLoadedEachTime() throws IOException {
    Images images = Images.claimedFrom(store, ImageLimits.DEFAULT).withCacheBytes(0);
    ClaimedImage claimed = images.keep(claim, IMAGE);
    assertEquals(IMAGE, images.of(claimed));
    assertEquals(IMAGE, images.of(claimed));
    assertEquals(2, store.loads(claim));
  }

  @Test
  void tif_ofAFileOnLoan_isLoadedOnlyTheSecondTime() throws IOException {
    Images images = Images.claimedFrom(store, ImageLimits.DEFAULT);
    Slice lent = Slice.of(tif(IMAGE));
    Images.lend(claim, lent);

    assertSame(lent, images.tif(claim));
    assertEquals(0, store.loads(claim));
    assertEquals(lent, images.tif(claim));
    assertEquals(1, store.loads(claim));
  }

  @Test
  void of_claimOnNothing_namesClaimAndCause() {
    Images images = Images.claimedFrom(store, ImageLimits.DEFAULT);
    assertComplaint(
        "claim (gone) cannot be redeemed: no file gone", images, new ClaimedImage("gone", 1, 1));
  }

  @Test
  void of_claimOnAnotherImage_saysHowTheyDiffer() {
    Images images = Images.claimedFrom(store, ImageLimits.DEFAULT);
    assertComplaint(
        "claim (%s) cannot be redeemed: its size (Image[3 x 4]) must be as before (%s)"
            .formatted(claim, new ClaimedImage(claim, 4, 4)),
        images,
        new ClaimedImage(claim, 4, 4));
  }

  @Test
  void of_claimOnADamagedFile_saysWhatIsWrong() {
    String damaged = store.put(2, new byte[] {'I', 'I'});
    Images images = Images.claimedFrom(store, ImageLimits.DEFAULT);
    IOException failure =
        assertThrows(IOException.class, () -> images.of(new ClaimedImage(damaged, 3, 4)));
    assertEquals(
        "claim (%s) cannot be redeemed: %s".formatted(damaged, failure.getCause().getMessage()),
        failure.getMessage());
  }

  @Test
  void of_claimWithoutStore_isRefused() {
    assertComplaint(
        "claim (c) cannot be redeemed: there is no store for claimed images",
        Images.inline(),
        new ClaimedImage("c", 1, 1));
  }

  private static void assertComplaint(String expected, Images images, ClaimedImage claimed) {
    IOException failure = assertThrows(IOException.class, () -> images.of(claimed));
    assertEquals(expected, failure.getMessage());
  }

  private static byte[] tif(Image image) {
    return Tiles.batch(0, new TileKey("P", 0), 0, image).tif().copy();
  }
}
