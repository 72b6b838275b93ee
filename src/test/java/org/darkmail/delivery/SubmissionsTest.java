package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.darkmail.blob.BlobName;
import org.darkmail.blob.Blobs;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.OtherDomain;
import org.darkmail.mailbox.Mailboxes;
import org.darkmail.routing.Json;
import org.darkmail.routing.RoutingMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class SubmissionsTest extends AtSouth {
  private Submissions submissions;

  @BeforeEach
  void start() throws Exception {
    submissions = south.get(Submissions.class);
  }

  @Test
  void aSubmissionWritesTheOutboxAndTheOwnCopyAndHoldsTheBlobs() throws Exception {
    var blob = south.upload(anna, OtherDomain.random(4_096));
    var submission = south.submission(blob);
    var done = submit(submission);
    assertEquals(change(), done.change());
    assertTrue(isInOutbox(submission));
    south.pass(java.time.Duration.ofDays(2));
    south.get(Blobs.class).collect();
    assertTrue(south.get(Blobs.class).find(blob).isPresent());
  }

  @Test
  void theSameSubmissionAgainGetsTheSameAnswerAndChangesNothing() {
    var submission = south.submission();
    var batch = South.ownCopy();
    var first = submissions.submit(anna.id(), List.of(submission), batch);
    submit(south.submission());
    var before = change();
    assertEquals(first, submissions.submit(anna.id(), List.of(submission), batch));
    assertEquals(before, change());
  }

  @Test
  void anIdWithAnotherContentIsADuplicate() {
    var submission = south.submission();
    submit(submission);
    var other =
        new RoutingMessage(
            submission.message().id(), OtherDomain.random(2_048), OtherDomain.random(2_048));
    assertInstanceOf(
        Submitted.DuplicateId.class,
        submissions.submit(
            anna.id(),
            List.of(new Submission(other, submission.domain(), List.of())),
            South.ownCopy()));
  }

  @Test
  void somebodyElsesIdIsADuplicateToo() {
    var submission = south.submission();
    submit(submission);
    var bert = south.person();
    assertInstanceOf(
        Submitted.DuplicateId.class,
        submissions.submit(bert.id(), List.of(submission), South.ownCopy()));
  }

  @Test
  void aNewMessageBesideAKnownOneIsRefusedWhole() {
    var known = south.submission();
    submit(known);
    var fresh = south.submission();
    assertInstanceOf(
        Submitted.DuplicateId.class,
        submissions.submit(anna.id(), List.of(known, fresh), South.ownCopy()));
    assertFalse(isInOutbox(fresh));
  }

  @Test
  void aConflictInTheBatchLeavesNothingInTheOutbox() throws Exception {
    var batch = South.ownCopy();
    south.get(Mailboxes.class).write(anna.id(), batch);
    var blob = south.upload(anna, OtherDomain.random(4_096));
    var submission = south.submission(blob);
    assertInstanceOf(
        Submitted.Conflict.class, submissions.submit(anna.id(), List.of(submission), batch));
    assertFalse(isInOutbox(submission));
    south.pass(java.time.Duration.ofDays(2));
    south.get(Blobs.class).collect();
    assertTrue(south.get(Blobs.class).find(blob).isEmpty(), "nothing holds it");
  }

  @Test
  void aBlobThatIsNotThereIsNotSent() {
    var nowhere = new BlobName(Json.encode(new byte[32]));
    assertInstanceOf(
        Submitted.NoSuchBlobs.class,
        submissions.submit(anna.id(), List.of(south.submission(nowhere)), South.ownCopy()));
  }

  @Test
  void somebodyElsesBlobIsNotSent() throws Exception {
    var blob = south.upload(south.person(), OtherDomain.random(4_096));
    assertInstanceOf(
        Submitted.NoSuchBlobs.class,
        submissions.submit(anna.id(), List.of(south.submission(blob)), South.ownCopy()));
  }

  private Submitted.Done submit(Submission submission) {
    return assertInstanceOf(
        Submitted.Done.class, submissions.submit(anna.id(), List.of(submission), South.ownCopy()));
  }

  private boolean isInOutbox(Submission submission) {
    return south
        .get(Transactions.class)
        .call(() -> south.get(Outbox.class).find(List.of(submission.message().id())).size() == 1);
  }

  private long change() {
    return south.get(Mailboxes.class).change(anna.id());
  }
}
