package org.darkmail.admin;

/// What a finding asks of the operator, from nothing to everything.
public enum Verdict {
  GOOD,
  LOOK_SOON,
  ACT_NOW
}
