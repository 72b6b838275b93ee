package org.darkmail.account;

/// Which slot's secret is shown.
public record Proof(SlotKind kind, Auth auth) {}
