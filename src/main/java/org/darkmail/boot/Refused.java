package org.darkmail.boot;

/// Settings that nobody can run with.
///
/// @param sentence names the setting and says what it must be
public record Refused(String sentence) implements Reading {}
