package org.darkmail.journeys.blind;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds any form of any of many canaries in one pass (Aho and Corasick 1975), over streams of any
/// size.
public final class Search {

  /// A canary that was there, and in which form.
  public record Find(String canary, String form) {}

  private static final int OCTETS = 256;
  private static final int BUFFER = 1 << 20;

  /// `next[node * 256 + octet]` is the node after that octet: the table of a complete automaton.
  private int[] next = new int[OCTETS * 1024];

  private final List<Set<Find>> found = new ArrayList<>();

  /// Whether anything ends at a node: asked for each octet, so an array.
  private final boolean[] ends;

  public Search(List<Canary> canaries) {
    node();
    for (var canary : canaries) {
      canary.forms().forEach((form, octets) -> add(octets, new Find(canary.name(), form)));
    }
    complete();
    ends = new boolean[found.size()];
    for (int node = 0; node < ends.length; node++) {
      ends[node] = !found.get(node).isEmpty();
    }
  }

  private int node() {
    int node = found.size();
    found.add(Set.of());
    if ((node + 1) * OCTETS > next.length) {
      next = Arrays.copyOf(next, next.length * 2);
    }
    return node;
  }

  private void add(byte[] octets, Find find) {
    int node = 0;
    for (byte octet : octets) {
      int edge = node * OCTETS + (octet & 0xff);
      if (next[edge] == 0) {
        int child = node();
        next[edge] = child;
      }
      node = next[edge];
    }
    found.set(node, with(found.get(node), Set.of(find)));
  }

  /// Breadth first: where a node has no edge, it goes where its longest proper suffix goes.
  private void complete() {
    var suffix = new int[found.size()];
    var queue = new ArrayDeque<Integer>();
    for (int octet = 0; octet < OCTETS; octet++) {
      if (next[octet] != 0) {
        queue.add(next[octet]);
      }
    }
    while (!queue.isEmpty()) {
      int node = queue.remove();
      found.set(node, with(found.get(node), found.get(suffix[node])));
      for (int octet = 0; octet < OCTETS; octet++) {
        int child = next[node * OCTETS + octet];
        int other = next[suffix[node] * OCTETS + octet];
        if (child == 0) {
          next[node * OCTETS + octet] = other;
        } else {
          suffix[child] = other;
          queue.add(child);
        }
      }
    }
  }

  private static Set<Find> with(Set<Find> some, Set<Find> more) {
    if (more.isEmpty()) {
      return some;
    }
    var all = new HashSet<>(some);
    all.addAll(more);
    return all;
  }

  public Set<Find> in(InputStream in) throws IOException {
    var all = new HashSet<Find>();
    var buffer = new byte[BUFFER];
    int node = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      for (int i = 0; i < n; i++) {
        node = next[node * OCTETS + (buffer[i] & 0xff)];
        if (ends[node]) {
          all.addAll(found.get(node));
        }
      }
    }
    return all;
  }

  public Set<Find> in(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in(in);
    }
  }
}
