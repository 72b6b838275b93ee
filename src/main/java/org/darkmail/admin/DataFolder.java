package org.darkmail.admin;

import java.nio.file.Path;

/// Where everything lies that must survive a restart.
public record DataFolder(Path path) {}
