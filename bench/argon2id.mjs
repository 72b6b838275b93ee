// Milliseconds of each of ten runs of Argon2id with the parameters of an account, after one to warm up.
import * as openpgp from '@protontech/openpgp';

const { Argon2S2K, config } = openpgp;
for (let run = 0; run <= 10; run++) {
  const argon = new Argon2S2K();
  argon.salt = crypto.getRandomValues(new Uint8Array(16));
  argon.t = 3;
  argon.p = 4;
  argon.encodedM = 16;
  const began = performance.now();
  await argon.produceKey('a passphrase of some length', 32, config);
  if (run > 0) console.log(performance.now() - began);
}
