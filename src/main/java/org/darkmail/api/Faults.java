package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What nobody expected: the client learns an id, the log the same id with the kinds of the
/// exceptions and where they come from. Not their messages: a database's repeats the values of a
/// row.
@Provider
@ApplicationScoped
public class Faults implements ExceptionMapper<Throwable> {

  private static final System.Logger LOG = System.getLogger(Faults.class.getName());

  @Inject private SecureRandom random;

  @Override
  public Response toResponse(Throwable fault) {
    var octets = new byte[4];
    random.nextBytes(octets);
    var id = HexFormat.of().formatHex(octets);
    LOG.log(System.Logger.Level.ERROR, "fault {0}: {1}", id, describe(fault));
    return Problem.FAULT.response(Map.of("fault", id));
  }

  static String describe(Throwable fault) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
        .limit(8)
        .map(cause -> cause.getClass().getName() + place(cause))
        .collect(Collectors.joining(" by "));
  }

  private static String place(Throwable cause) {
    return Arrays.stream(cause.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("org.darkmail."))
        .filter(frame -> frame.getLineNumber() > 0)
        .findFirst()
        .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
        .orElse("");
  }
}
