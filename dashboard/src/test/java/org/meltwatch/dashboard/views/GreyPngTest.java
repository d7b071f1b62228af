package org.meltwatch.dashboard.views;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class GreyPngTest {

  @Test
  void of_noiseOfSeveralChunks_isReadBackByAnother() throws Exception {
    byte[] points = new byte[301 * 407];
    new Random(5).nextBytes(points);

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(GreyPng.of(301, 407, points)));

    assertEquals(301, read.getHeight());
    assertEquals(407, read.getWidth());
    assertEquals(BufferedImage.TYPE_BYTE_GRAY, read.getType());
    assertArrayEquals(points, ((DataBufferByte) read.getRaster().getDataBuffer()).getData());
  }

  @Test
  void of_aSinglePoint_isAPicture() throws Exception {
    BufferedImage read =
        ImageIO.read(new ByteArrayInputStream(GreyPng.of(1, 1, new byte[] {(byte) 200})));

    assertEquals(200, read.getRaster().getSample(0, 0, 0));
  }
}
