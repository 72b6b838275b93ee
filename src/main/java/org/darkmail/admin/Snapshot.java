package org.darkmail.admin;

import java.util.List;

/// What the console shows: how each part is, and the other servers. Two that are equal look the
/// same.
///
/// @param domain of this instance
/// @param servers those with something waiting first
public record Snapshot(String domain, List<Finding> findings, List<Server> servers) {

  public Snapshot {
    findings = List.copyOf(findings);
    servers = List.copyOf(servers);
  }
}
