package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/// A refusal from where no response can be returned. It carries no stack trace: a client decides
/// how often it is thrown.
public final class Declined extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Problem problem;

  Declined(Problem problem) {
    super(problem.code(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }

  /// To the response.
  @Provider
  @ApplicationScoped
  public static class Mapper implements ExceptionMapper<Declined> {

    @Override
    public Response toResponse(Declined declined) {
      return declined.problem.response();
    }
  }
}
