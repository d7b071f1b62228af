package org.meltwatch.challenger.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.results.PostedResult;
import org.meltwatch.challenger.results.PostedResult.Centroid;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Results as others post them: each is taken and kept as it came, and shown as far as it goes. */
final class ForeignResultsTest {

  private static final List<Centroid> ONE = List.of(new Centroid(3.25, 4.5, 7));

  private LocalChallenger challenger;
  private TestClient client;
  private String bench;

  @BeforeEach
  void start() throws Exception {
    challenger = LocalChallenger.start(Settings.of(FakePrint.of(2, 2)));
    client = new TestClient(challenger.url());
    bench = client.begin("foreign");
    client.next(bench);
  }

  @AfterEach
  void stop() {
    challenger.close();
  }

  /** Posts a body for batch 0; what the challenger can read of it. */
  private PostedResult posted(byte[] body) throws Exception {
    assertEquals(200, client.post("/api/result/0/%s/0".formatted(bench), body).statusCode());
    assertArrayEquals(body, client.get("/api/get_result/0/%s/0".formatted(bench)).body());
    return challenger.result(bench, 0).posted();
  }

  private String plot() throws Exception {
    return TestClient.text(client.get("/api/plot/0/%s/0".formatted(bench)));
  }

  private String page() throws Exception {
    return TestClient.text(client.get("/dash/" + bench));
  }

  private static byte[] ours() throws Exception {
    return new OurResult(0, 0, "FAKE", 0, 1, ONE).encode();
  }

  @Test
  void result_ofTheContestsClient_isReadWithoutItsQuery() throws Exception {
    MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
    packer.packMapHeader(5);
    packer.packString("batch_id").packInt(0);
    packer.packString("print_id").packString("FAKE");
    packer.packString("tile_id").packInt(0);
    packer.packString("saturated").packInt(12);
    packer.packString("centroids").packArrayHeader(1).packMapHeader(3);
    packer.packString("x").packDouble(3.25);
    packer.packString("y").packDouble(4.5);
    packer.packString("count").packInt(7);
    assertEquals(PostedResult.of(12, ONE), posted(packer.toByteArray()));
    assertEquals(1, client.end(bench).get("0").get("count").intValue());
  }

  @Test
  void result_ofThePapersClient_isReadUnderItsOwnNames() throws Exception {
    MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
    packer.packMapHeader(6);
    packer.packString("batchId").packInt(0);
    packer.packString("query").packInt(0);
    packer.packString("printId").packString("FAKE");
    packer.packString("tileId").packInt(0);
    packer.packString("saturated").packLong(12);
    packer.packString("centroids").packArrayHeader(1).packMapHeader(3);
    packer.packString("x").packDouble(3.25);
    packer.packString("y").packDouble(4.5);
    packer.packString("count").packInt(7);
    assertEquals(PostedResult.of(12, ONE), posted(packer.toByteArray()));
    assertTrue(plot().contains("batch 0 · 12 saturated points · 1 cluster<"), plot());
  }

  @Test
  void result_withNumbersOfOtherTypes_isRead() throws Exception {
    MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
    packer.packMapHeader(5);
    packer.packString("batch_id").packString("0");
    packer.packString("tile_id").packString("0");
    packer.packString("layer").packInt(0);
    packer.packString("saturated").packDouble(12.0);
    packer.packString("centroids").packArrayHeader(1).packMapHeader(3);
    packer.packString("x").packInt(3);
    packer.packString("y").packFloat(4.5f);
    packer.packString("count").packDouble(7);
    assertEquals(
        PostedResult.of(12, List.of(new Centroid(3, 4.5, 7))), posted(packer.toByteArray()));
  }

  @Test
  void result_cutOffAnywhere_isKeptAndShownAsUnreadable() throws Exception {
    byte[] ours = ours();
    for (int length = 0; length < ours.length; length++) {
      PostedResult read = posted(Arrays.copyOf(ours, length));
      assertNull(read.centroids());
      assertTrue(
          read.remarks().get(0).startsWith("not one complete MessagePack map"), read::toString);
    }
    assertTrue(plot().contains("1 saturated point · ? clusters"), plot());
    assertTrue(plot().contains("centroids cannot be read"), plot());
    assertTrue(page().contains("centroids cannot be read"), page());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<script>alert(1)</script>", "{\"saturated\": 3}", "\u0000", "null"})
  void result_thatIsNoMessagePack_isKeptAndShownAsUnreadable(String body) throws Exception {
    PostedResult read = posted(body.getBytes(UTF_8));
    assertNull(read.saturated());
    assertNull(read.centroids());
    assertTrue(page().contains("saturated cannot be read"), page());
    assertTrue(plot().contains("? saturated points · ? clusters"), plot());
    assertEquals(1, client.end(bench).get("0").get("count").intValue());
  }

  @Test
  void result_withBytesAfterIt_isReadWithARemark() throws Exception {
    byte[] ours = ours();
    PostedResult read = posted(Arrays.copyOf(ours, ours.length + 1));
    assertEquals(new PostedResult(1L, ONE, List.of("1 bytes after its map")), read);
  }

  @Test
  void result_sayingItIsOfAnotherTile_isReadWithARemark() throws Exception {
    PostedResult read = posted(new OurResult(0, 0, "<b>", 1, 1, ONE).encode());
    assertEquals(
        List.of(
            "print_id (<b>) is not that of its address (FAKE)",
            "tile_id (1) is not that of its address (0)"),
        read.remarks());
    assertTrue(page().contains("print_id (&lt;b&gt;) is not that of its address (FAKE)"), page());
    assertFalse(plot().contains("<b>"), plot());
  }

  @Test
  void result_withACentroidNowhere_isReadWithoutIt() throws Exception {
    List<Centroid> two = List.of(new Centroid(Double.NaN, 2, 5), ONE.get(0));
    PostedResult read = posted(new OurResult(0, 0, "FAKE", 0, 1, two).encode());
    assertEquals(ONE, read.centroids());
    assertEquals(
        List.of("centroids[0].x (NaN) is not finite", "centroids[0] is incomplete"),
        read.remarks());
  }

  @Test
  void result_claimingFourBillionCentroids_isKept() throws Exception {
    MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
    packer.packMapHeader(1).packString("centroids").packArrayHeader(Integer.MAX_VALUE);
    assertNull(posted(packer.toByteArray()).centroids());
  }

  @Test
  void result_ofValuesOfWrongTypes_isReadPastThem() throws Exception {
    MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
    packer.packMapHeader(4);
    packer.packInt(5).packString("a key that is no text");
    packer.packString("saturated").packArrayHeader(1).packInt(3);
    packer.packString("tile_id").packNil();
    packer.packString("centroids").packArrayHeader(2).packInt(1).packMapHeader(0);
    PostedResult read = posted(packer.toByteArray());
    assertEquals(List.of(), read.centroids());
    assertEquals(
        List.of(
            "saturated is not a number but array",
            "tile_id (nil) is not that of its address (0)",
            "centroids[0] is not a map"),
        read.remarks());
  }
}
