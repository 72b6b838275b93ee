package org.darkmail.api;

import jakarta.ws.rs.core.Application;

/// The one JAX-RS application. `web.xml` maps it to `/api`, `/.well-known`, `/blob` and `/health`; resources
/// name their whole path, for example `@Path("/api/session")`.
public class Api extends Application {}
