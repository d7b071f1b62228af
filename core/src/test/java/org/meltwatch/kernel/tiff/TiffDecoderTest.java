package org.meltwatch.kernel.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.meltwatch.model.Image;
import org.meltwatch.reference.Fixtures;

class TiffDecoderTest {

  private static final String VARIANTS = "edge/tiff_variants/";

  private final TiffDecoder decoder = new TiffDecoder();

  @TestFactory
  Stream<DynamicTest> decode_variant_givesExpectedPixels() {
    JsonNode variants = Fixtures.json(VARIANTS + "expected.json");
    return StreamSupport.stream(variants.spliterator(), false)
        .map(
            variant -> {
              String file = variant.get("file").asText();
              return dynamicTest(
                  file, () -> requirePixels(variant, Fixtures.bytes(VARIANTS + file)));
            });
  }

  private void requirePixels(JsonNode variant, byte[] tif) throws UnreadableTileException {
    Image image = decoder.decode(tif, 0, tif.length);
    assertEquals(variant.get("height").asInt(), image.height());
    assertEquals(variant.get("width").asInt(), image.width());
    assertEquals(variant.get("pixels_sha256_le16").asText(), Sha256.of(image));
  }

  @TestFactory
  Stream<DynamicTest> decode_anyWayToStoreAnImage_givesTheImage() {
    Image image = Tiles.random(new Random(7), 37, 23);
    return Stream.<Way>of(
            new Way("one strip", file -> file),
            new Way("strips", file -> file.rowsPerStrip(5)),
            new Way("strips of one row", file -> file.rowsPerStrip(1)),
            new Way("rows per strip beyond the image", file -> file.field(278, 0xFFFFFFFFL)),
            new Way("no rows per strip", file -> file.field(278)),
            new Way("tiles", file -> file.tiles(16, 16)),
            new Way("a tile beyond the image", file -> file.tiles(64, 48)),
            new Way("the tile that libtiff writes unasked", file -> file.tiles(256, 256)),
            new Way("a tile as wide as the image", file -> file.tiles(16, 23)),
            new Way("white is zero", file -> file.field(262, 0)),
            new Way("defaults left out", file -> file.field(277).field(317)),
            new Way("other fields", file -> file.field(254, 0).field(40000, 1, 2, 3)))
        .flatMap(way -> Stream.of(way, way.bigEndian(), way.uncompressed()))
        .map(way -> dynamicTest(way.name(), () -> requireImage(image, way.store(image))));
  }

  @TestFactory
  Stream<DynamicTest> decode_deflatedDifferences_givesTheImage() {
    Image image = Tiles.random(new Random(17), 37, 23);
    return Stream.<Way>of(
            new Way("strips", file -> file.differences().rowsPerStrip(4)),
            new Way("tiles", file -> file.differences().tiles(16, 32)))
        .flatMap(way -> Stream.of(way, way.bigEndian()))
        .map(way -> dynamicTest(way.name(), () -> requireImage(image, way.store(image))));
  }

  private void requireImage(Image image, byte[] tif) throws UnreadableTileException {
    assertEquals(image, decoder.decode(tif, 0, tif.length));
  }

  private record Way(String name, UnaryOperator<TiffBuilder> settings) {

    Way bigEndian() {
      return new Way(name + ", big-endian", file -> settings.apply(file).bigEndian());
    }

    Way uncompressed() {
      return new Way(name + ", uncompressed", file -> settings.apply(file).uncompressed());
    }

    byte[] store(Image image) {
      return settings.apply(TiffBuilder.of(image)).build();
    }
  }

  @Test
  void decode_severalDirectories_readsTheFirstImage() throws UnreadableTileException {
    Image image = Tiles.random(new Random(6), 5, 8);
    int end = TiffBuilder.tiff(image).length;
    byte[] first = TiffBuilder.of(image).nextDirectory(end).build();
    byte[] withAnEmptyOne = Arrays.copyOf(first, end + 6);
    assertEquals(image, decoder.decode(withAnEmptyOne, 0, withAnEmptyOne.length));
  }

  @Test
  void decode_fileInsideALargerArray_readsOnlyThatRange() throws UnreadableTileException {
    Image image = Tiles.random(new Random(8), 9, 11);
    byte[] tif = TiffBuilder.tiff(image);
    byte[] buffer = new byte[tif.length + 100];
    new Random(9).nextBytes(buffer);
    System.arraycopy(tif, 0, buffer, 33, tif.length);
    assertEquals(image, decoder.decode(buffer, 33, tif.length));
  }

  @Test
  void decode_secondFile_leavesTheFirstImageAlone() throws UnreadableTileException {
    Image first = Tiles.uniform(6, 4, 1000);
    Image second = Tiles.uniform(6, 4, 2000);
    byte[] firstFile = TiffBuilder.of(first).tiles(16, 16).build();
    byte[] secondFile = TiffBuilder.of(second).tiles(16, 16).build();
    Image decoded = decoder.decode(firstFile, 0, firstFile.length);
    Image next = decoder.decode(secondFile, 0, secondFile.length);
    assertNotSame(decoded.pixels(), next.pixels());
    assertEquals(first, decoded);
    assertEquals(second, next);
  }

  @Test
  void decode_afterARefusal_readsTheNextFile() throws UnreadableTileException {
    Image image = Tiles.random(new Random(10), 30, 30);
    byte[] broken = TiffBuilder.of(image).block(0, new byte[50]).build();
    byte[] sound = TiffBuilder.tiff(image);
    assertThrows(UnreadableTileException.class, () -> decoder.decode(broken, 0, broken.length));
    assertEquals(image, decoder.decode(sound, 0, sound.length));
  }

  @Test
  void decode_rangeOutsideTheArray_isTheCallersMistake() {
    assertThrows(IndexOutOfBoundsException.class, () -> decoder.decode(new byte[10], 5, 6));
  }
}
