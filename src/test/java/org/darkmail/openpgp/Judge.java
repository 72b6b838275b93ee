package org.darkmail.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Somebody else's OpenPGP program with the Stateless OpenPGP Interface
/// (draft-dkg-openpgp-stateless-cli), run on files in a folder of its own.
///
/// @param program its name in the folder that the property [#FOLDER] names
/// @param folder for its inputs and outputs; empty, and its alone
record Judge(String program, Path folder) {

  /// The property that says where the judges are; `./darkmail test` sets it.
  static final String FOLDER = "darkmail.judges";

  /// RFC 9580 §5.1: rsop takes encrypted data only behind one, whatever it holds.
  private static final byte[] SOME_PKESK =
      Packets.packet(
          Packets.PKESK,
          Packets.concat(
              Packets.octets(6, 0, Policy.MLKEM768_X25519),
              new byte[Kem.FIELDS_LENGTH - Kem.WRAPPED_LENGTH - 1],
              Packets.octets(Kem.WRAPPED_LENGTH),
              new byte[Kem.WRAPPED_LENGTH]));

  /// What it said.
  ///
  /// @param status of the process; 0 is yes
  /// @param out what it gave out, worth something with status 0 alone
  /// @param verifications a line for each good signature: time, signing key, primary key, mode
  @SuppressWarnings("ArrayRecordComponent") // read once, by the test that asked
  record Judgement(int status, byte[] out, String verifications) {

    boolean agrees() {
      return status == 0;
    }

    /// Of the one good signature, lower case.
    String signer() {
      var fields = verifications.strip().split("\\s+", 4);
      return fields.length == 4 ? fields[2].toLowerCase(Locale.ROOT) : "";
    }
  }

  Judgement openByKey(byte[] seipd, byte[] contentKey) {
    return run(behindPkesk(seipd), "decrypt", key(contentKey));
  }

  /// Opens and verifies.
  Judgement openByKey(byte[] seipd, byte[] contentKey, byte[] by) {
    return run(
        behindPkesk(seipd),
        "decrypt",
        key(contentKey),
        "--verifications-out=" + folder.resolve("verifications"),
        "--verify-with=" + file("by", by));
  }

  Judgement open(byte[] message, byte[] secretKey) {
    return run(message, "decrypt", file("secret", secretKey));
  }

  Judgement seal(byte[] content, byte[] certificate) {
    return run(content, "encrypt", file("certificate", certificate));
  }

  Judgement verify(byte[] statement, byte[] by) {
    return run(
        statement,
        "inline-verify",
        "--verifications-out=" + folder.resolve("verifications"),
        file("by", by));
  }

  /// Whether the certificate itself says, with a good signature, that it is of this address.
  Judgement isOf(String address, byte[] certificate) {
    return run(
        certificate,
        "validate-userid",
        "--addr-spec-only",
        address,
        file("certificate", certificate));
  }

  private byte[] behindPkesk(byte[] seipd) {
    return program.equals("rsop") ? Packets.concat(SOME_PKESK, seipd) : seipd;
  }

  private String key(byte[] contentKey) {
    var text = Policy.AES256 + ":" + HexFormat.of().withUpperCase().formatHex(contentKey);
    return "--with-session-key=" + file("key", text.getBytes(UTF_8));
  }

  private String file(String name, byte[] octets) {
    try {
      return Files.write(folder.resolve(name), octets).toString();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private Judgement run(byte[] input, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(Objects.requireNonNull(System.getProperty(FOLDER)), program).toString());
    command.addAll(List.of(arguments));
    var out = folder.resolve("out");
    var verifications = folder.resolve("verifications");
    try {
      Files.deleteIfExists(verifications);
      var process =
          new ProcessBuilder(command)
              .redirectInput(Path.of(file("in", input)).toFile())
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(program + " does not end");
      }
      return new Judgement(
          process.exitValue(),
          Files.readAllBytes(out),
          Files.exists(verifications) ? Files.readString(verifications) : "");
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
