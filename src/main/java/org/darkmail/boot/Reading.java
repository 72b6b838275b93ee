package org.darkmail.boot;

/// What came of reading the settings.
public sealed interface Reading permits Settings, Refused {}
