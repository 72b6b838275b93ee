package org.darkmail.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/// The one JAX-RS application. A resource `@Path("session")` answers under `/api/session`; those
/// that [Roots] names answer without the prefix too.
@ApplicationPath("/api")
public class Api extends Application {}
