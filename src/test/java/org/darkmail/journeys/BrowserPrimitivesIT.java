package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The browser's own primitives, called as the vault calls them, against C2SP/wycheproof
/// (`src/test/resources/wycheproof`, with its licence).
@ExtendWith(Stage.class)
class BrowserPrimitivesIT {

  /// Gives how many cases were run, then each that went wrong.
  private static final String RUN =
      """
      const [file, text, done] = arguments;
      const vectors = JSON.parse(text);
      const { subtle } = crypto;
      const octets = hex => Uint8Array.from(hex.match(/../g) ?? [], two => parseInt(two, 16));
      const hex = buffer => Array.from(new Uint8Array(buffer), o => o.toString(16).padStart(2, '0')).join('');
      const refused = promise => promise.then(() => false, () => true);
      const PKCS8 = octets('302e020100300506032b656e04220420');
      const raw = (key, name, usages) => subtle.importKey('raw', octets(key), name, false, usages);
      const checks = {
        async x25519({ private: d, public: u, shared }) {
          const secret = await subtle.importKey('pkcs8', Uint8Array.from([...PKCS8, ...octets(d)]), 'X25519', false, ['deriveBits']);
          const derived = (async () => subtle.deriveBits({ name: 'X25519', public: await raw(u, 'X25519', []) }, secret, 256))();
          return /^0*$/.test(shared) ? refused(derived) : hex(await derived) === shared;
        },
        async ed25519({ sig, msg, result }, { publicKey }) {
          const key = await raw(publicKey.pk, 'Ed25519', ['verify']);
          return await subtle.verify('Ed25519', key, octets(sig), octets(msg)) === (result === 'valid');
        },
        async aes_gcm({ key, iv, aad, ct, tag, msg, result }, { keySize, ivSize }) {
          if (keySize !== 256 || ivSize !== 96) return null;
          const secret = await raw(key, 'AES-GCM', ['decrypt']);
          const opened = subtle.decrypt({ name: 'AES-GCM', iv: octets(iv), additionalData: octets(aad) }, secret, octets(ct + tag));
          return result === 'valid' ? hex(await opened) === msg : refused(opened);
        },
        async aes_wrap({ key, ct, msg, result }, { keySize }) {
          if (keySize !== 256) return null;
          const secret = await raw(key, 'AES-KW', ['unwrapKey']);
          const opened = subtle.unwrapKey('raw', octets(ct), secret, 'AES-KW', { name: 'HMAC', hash: 'SHA-256' }, true, ['sign'])
            .then(unwrapped => subtle.exportKey('raw', unwrapped));
          // RFC 3394 wraps 16 octets or more.
          return result === 'invalid' || msg.length < 32 ? refused(opened) : hex(await opened) === msg;
        },
        async hkdf_sha256({ ikm, salt, info, size, okm, result }) {
          if (result === 'invalid') return null;
          const secret = await raw(ikm, 'HKDF', ['deriveBits']);
          return hex(await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: octets(salt), info: octets(info) }, secret, size * 8)) === okm;
        },
        async mlkem_768({ seed, c, K, result }) {
          const opened = (async () => {
            const key = await subtle.importKey('raw-seed', octets(seed), 'ML-KEM-768', false, ['decapsulateBits']);
            return subtle.decapsulateBits('ML-KEM-768', key, octets(c));
          })();
          return result === 'valid' ? hex(await opened) === K : refused(opened);
        },
      };
      const wrong = [];
      let count = 0;
      for (const group of vectors.testGroups) for (const test of group.tests) {
        const good = await checks[file](test, group).catch(e => String(e));
        if (good === null) continue;
        count++;
        if (good !== true) wrong.push(`${test.tcId} ${test.comment}: ${good}`);
      }
      done([String(count), ...wrong]);
      """;

  @ParameterizedTest
  @CsvSource({
    "x25519, 518",
    "ed25519, 151",
    "aes_gcm, 66",
    "aes_wrap, 68",
    "hkdf_sha256, 83",
    "mlkem_768, 193"
  })
  void doWhatTheVectorsSay(String file, String cases, Cast cast, Pair pair) throws IOException {
    var json = Files.readString(Path.of("src/test/resources/wycheproof", file + "_test.json"));
    var browser = cast.stranger(pair.north(), "nobody").browser();
    assertEquals(List.of(cases), browser.scriptAsync(Duration.ofMinutes(1), RUN, file, json));
  }
}
