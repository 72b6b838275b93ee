package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// What a browser must know before anybody is signed in (spec 80.2).
@Path("instance")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class InstanceResource {

  record Instance(String domain, String url, String signUp, String build) {}

  @Inject private Site site;

  @GET
  public Instance instance() {
    return new Instance(site.domain().name(), site.origin(), "open", Build.ID);
  }
}
