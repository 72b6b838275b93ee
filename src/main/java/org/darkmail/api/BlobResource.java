package org.darkmail.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.darkmail.blob.Blob;
import org.darkmail.blob.BlobName;
import org.darkmail.blob.Blobs;
import org.darkmail.blob.Owner;
import org.darkmail.blob.Piece;
import org.darkmail.blob.Reservation;
import org.darkmail.blob.Room;
import org.darkmail.mailbox.Mailboxes;
import org.jspecify.annotations.Nullable;

/// Uploads in pieces, and the account's own blobs (spec 80.2). The semantics are those of tus 1.0,
/// core protocol.
@Path("blobs")
@ApplicationScoped
public class BlobResource {

  record Announced(long size) {}

  record Begun(String name, String link) {}

  record Wanted(List<String> names) {}

  record Used(long used, long quota, boolean tight) {}

  private static final String OFFSET = "Upload-Offset";

  private static final int MOST_TOGETHER = 100;

  @Inject private Blobs blobs;
  @Inject private Site site;
  @Inject private Caller caller;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response begin(Announced announced) {
    if (announced.size() < 1) {
      return Problem.BAD_REQUEST.response();
    }
    return switch (blobs.begin(owner(), announced.size())) {
      case Blob blob ->
          Response.status(Response.Status.CREATED)
              .entity(new Begun(blob.name().text(), site.link(blob.name())))
              .build();
      case Reservation.OverQuota _ -> full("account", blobs.room(owner()).orElseThrow());
      case Reservation.InstanceFull _ -> full("instance", blobs.instance());
      case Reservation.TooLarge _ -> Problem.TOO_LARGE.response();
    };
  }

  /// What the account has used of its room.
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Used room() {
    var room = blobs.room(owner()).orElseThrow();
    return new Used(room.used(), room.quota(), room.tight());
  }

  private static Response full(String whose, Room room) {
    return Problem.OVER_QUOTA.response(
        Map.of("whose", whose, "used", room.used(), "quota", room.quota()));
  }

  @PATCH
  @Path("{name}")
  @Consumes(MediaType.WILDCARD)
  public Response append(
      @PathParam("name") String name,
      @HeaderParam(OFFSET) @Nullable Long offset,
      InputStream octets) {
    if (offset == null || offset < 0) {
      return Problem.BAD_REQUEST.response();
    }
    try {
      return piece(
          BlobName.of(name).isPresent()
              ? blobs.append(owner(), new BlobName(name), offset, octets)
              : new Piece.Unknown());
    } catch (IOException e) {
      // The browser has gone away; what has come is kept, and HEAD tells how much that is.
      return Problem.BAD_REQUEST.response();
    }
  }

  @HEAD
  @Path("{name}")
  public Response offset(@PathParam("name") String name) throws IOException {
    var blob = own(name);
    return blob.isEmpty()
        ? Problem.NOT_FOUND.response()
        : switch (blobs.offset(owner(), blob.get().name())) {
          case Piece.Stored(var offset) ->
              Response.ok()
                  .header(OFFSET, offset)
                  .header("Upload-Length", blob.get().size())
                  .build();
          case Piece.WrongOffset _, Piece.TooLarge _, Piece.Unknown _ ->
              Problem.NOT_FOUND.response();
        };
  }

  @GET
  @Path("{name}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Response read(
      @PathParam("name") String name, @HeaderParam("Range") @Nullable String range) {
    return own(name)
        .filter(Blob::complete)
        .map(blob -> Octets.of(blobs, blob, range))
        .orElseGet(Problem.NOT_FOUND::response);
  }

  /// Small blobs in one answer: a mailbox that is read for the first time has very many.
  @POST
  @Path("read")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Response read(Wanted wanted) {
    if (wanted.names().size() > MOST_TOGETHER) {
      return Problem.BAD_REQUEST.response();
    }
    var asked = wanted.names().stream().map(BlobName::of).toList();
    var own =
        blobs.find(asked.stream().flatMap(Optional::stream).toList()).stream()
            .filter(blob -> blob.complete() && blob.owner().equals(owner()))
            .collect(Collectors.toMap(Blob::name, blob -> blob));
    return Octets.of(blobs, asked.stream().map(name -> name.map(own::get)).toList());
  }

  private static Response piece(Piece piece) {
    return switch (piece) {
      case Piece.Stored(var offset) -> Response.noContent().header(OFFSET, offset).build();
      case Piece.WrongOffset(var offset) ->
          Response.fromResponse(Problem.BAD_OFFSET.response(Map.of("offset", offset)))
              .header(OFFSET, offset)
              .build();
      case Piece.TooLarge _ -> Problem.TOO_LARGE.response();
      case Piece.Unknown _ -> Problem.NOT_FOUND.response();
    };
  }

  private Optional<Blob> own(String name) {
    return BlobName.of(name).flatMap(blobs::find).filter(blob -> blob.owner().equals(owner()));
  }

  private Owner owner() {
    return Mailboxes.owner(caller.account());
  }
}
