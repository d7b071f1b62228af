package org.meltwatch.transforms.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PersistentMapTest {

  @Test
  void putAndRemove_atRandom_areThoseOfATreeMapAndLeaveOlderMapsAlone() {
    for (long seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      TreeMap<Integer, Integer> expected = new TreeMap<>();
      PersistentMap<Integer, Integer> map = PersistentMap.empty();
      List<PersistentMap<Integer, Integer>> older = new ArrayList<>();
      List<String> contents = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        int key = random.nextInt(80);
        if (random.nextInt(3) > 0) {
          expected.put(key, i);
          map = map.put(key, i);
        } else {
          expected.remove(key);
          map = map.remove(key);
        }
        older.add(map);
        contents.add(expected.toString());
        assertEquals(expected.size(), map.size(), "seed " + seed);
        assertEquals(expected.get(key), map.get(key), "seed " + seed);
        assertEquals(expected.isEmpty() ? null : expected.firstKey(), map.firstKey());
      }
      for (int i = 0; i < older.size(); i++) {
        assertEquals(contents.get(i), text(older.get(i)), "seed " + seed);
      }
    }
  }

  @Test
  void put_ofAscendingKeys_staysFlat() {
    PersistentMap<Integer, Integer> map = PersistentMap.empty();
    for (int key = 0; key < 200_000; key++) {
      map = map.put(key, key);
    }
    for (int key = 0; key < 199_999; key++) {
      map = map.remove(key);
    }
    assertEquals("{199999=199999}", text(map));
  }

  private static String text(PersistentMap<Integer, Integer> map) {
    TreeMap<Integer, Integer> entries = new TreeMap<>();
    map.forEach(entries::put);
    return entries.toString();
  }
}
