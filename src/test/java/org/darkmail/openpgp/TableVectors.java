package org.darkmail.openpgp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Tables: many short cases in one file.
final class TableVectors {

  private TableVectors() {}

  static List<Vector> all() {
    return List.of(padme(), addresses(), domains());
  }

  private static Vector padme() {
    var cases =
        LongStream.of(
                2,
                3,
                7,
                8,
                9,
                15,
                16,
                17,
                31,
                32,
                33,
                100,
                300,
                1_000,
                1_023,
                1_024,
                1_025,
                4_096,
                4_097,
                65_535,
                65_536,
                65_537,
                100_000,
                262_144,
                262_162,
                1_000_000,
                8_388_608,
                8_388_609,
                25_000_000,
                1_073_741_825,
                4_294_967_295L,
                1_099_511_627_777L)
            .mapToObj(n -> Map.of("n", n, "padded", Padding.padme(n)))
            .map(TableVectors::ordered)
            .toList();
    return table("padme-table", "0.3", "Sizes and what they are rounded up to.", cases);
  }

  private static Vector addresses() {
    var cases = new ArrayList<Map<String, Object>>();
    good(cases, "anna@south.test", "anna@south.test");
    good(cases, "Anna.O'.Brien".replace("'", "") + "@SOUTH.Test", "anna.o.brien@south.test");
    good(
        cases,
        "a+b_c-d=e!f#g$h%i*j?k^l`m{n|o}p~q@south.test",
        "a+b_c-d=e!f#g$h%i*j?k^l`m{n|o}p~q@south.test");
    good(cases, "anna@south.test.", "anna@south.test");
    good(cases, "J\u00d6RG@south.test", "j\u00f6rg@south.test");
    good(cases, "jo\u0308rg@south.test", "j\u00f6rg@south.test");
    good(cases, "\uff21\uff4e\uff4e\uff41@south.test", "anna@south.test");
    good(
        cases,
        "\u03a3\u03a4\u0399\u0393\u039c\u0391\u03a3@south.test",
        "\u03c3\u03c4\u03b9\u03b3\u03bc\u03b1\u03c2@south.test");
    good(cases, "\u592a\u90ce@south.test", "\u592a\u90ce@south.test");
    good(cases, "\u05d3\u05d5\u05d3@south.test", "\u05d3\u05d5\u05d3@south.test");
    good(cases, "stra\u00dfe@south.test", "stra\u00dfe@south.test");
    good(cases, "anna@B\u00fccher.example", "anna@xn--bcher-kva.example");
    good(cases, "x".repeat(64) + "@south.test", "x".repeat(64) + "@south.test");
    good(cases, "\u00f6".repeat(32) + "@south.test", "\u00f6".repeat(32) + "@south.test");
    for (var bad :
        List.of(
            "",
            "anna",
            "@south.test",
            "anna@",
            "anna@@south.test",
            "an na@south.test",
            " anna@south.test",
            "anna@south.test ",
            "anna\u00a0b@south.test",
            ".anna@south.test",
            "anna.@south.test",
            "an..na@south.test",
            "\"anna\"@south.test",
            "an'na@south.test",
            "an&na@south.test",
            "an/na@south.test",
            "an:na@south.test",
            "an<na@south.test",
            "an>na@south.test",
            "a(n)na@south.test",
            "an,na@south.test",
            "an;na@south.test",
            "an[na@south.test",
            "an\\na@south.test",
            "an\u0000na@south.test",
            "an\u202ena@south.test",
            "an\u200bna@south.test",
            "\u265a@south.test",
            "henri\u2163@south.test",
            "\ufb03x@south.test",
            "\u05d3a@south.test",
            "x".repeat(65) + "@south.test",
            "\u00f6".repeat(33) + "@south.test",
            "<anna@south.test>",
            "Anna <anna@south.test>",
            "anna@south",
            "anna@[127.0.0.1]",
            "anna@127.0.0.1")) {
      cases.add(ordered(Map.of("input", bad, "refused", "invalid-address")));
    }
    return table(
        "address-table", "0.2", "Addresses as people write them, and their normal form.", cases);
  }

  private static Vector domains() {
    var cases = new ArrayList<Map<String, Object>>();
    good(cases, "south.test", "south.test");
    good(cases, "South.TEST.", "south.test");
    good(cases, "a-b.c1.south.test", "a-b.c1.south.test");
    good(cases, "B\u00dcCHER.example", "xn--bcher-kva.example");
    good(cases, "xn--bcher-kva.example", "xn--bcher-kva.example");
    good(cases, "\u4f8b\u3048\u3002\u30c6\u30b9\u30c8", "xn--r8jz45g.xn--zckzah");
    good(cases, "xn--strae-oqa.example", "xn--strae-oqa.example");
    good(cases, "1.example", "1.example");
    var long253 =
        "a".repeat(63) + "." + "b".repeat(63) + "." + "c".repeat(63) + "." + "d".repeat(61);
    good(cases, long253, long253);
    for (var bad :
        List.of(
            "",
            ".",
            "south",
            "localhost",
            ".south.test",
            "south..test",
            "south.test..",
            "-south.test",
            "south-.test",
            "so_uth.test",
            "south.test:5222",
            "south.test/",
            "so uth.test",
            "ab--cd.test",
            "xn--\u00fc.test",
            "xn--.test",
            "127.0.0.1",
            "[::1]",
            "1.2",
            "south.test\u0000",
            "a".repeat(64) + ".test",
            long253 + "d",
            "stra\u00dfe.example",
            "\u03b2\u03cc\u03bb\u03bf\u03c2.example",
            "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc.example")) {
      cases.add(ordered(Map.of("input", bad, "refused", "invalid-address")));
    }
    return table(
        "domain-table", "0.2", "Domains as people write them, and their normal form.", cases);
  }

  private static Vector table(
      String name, String spec, String says, List<Map<String, Object>> cases) {
    var content = new LinkedHashMap<String, @Nullable Object>();
    content.put("name", name);
    content.put("spec", spec);
    content.put("says", says);
    content.put("format", name.substring(0, name.indexOf('-')));
    content.put("cases", cases);
    return new Vector(name, content);
  }

  private static void good(List<Map<String, Object>> cases, String input, String normal) {
    cases.add(ordered(Map.of("input", input, "ok", normal)));
  }

  private static Map<String, Object> ordered(Map<String, ?> members) {
    return new java.util.TreeMap<>(members);
  }
}
