package org.darkmail.journeys.stage;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.darkmail.journeys.browser.Browser;
import org.darkmail.journeys.pages.Composer;
import org.darkmail.journeys.pages.Mailbox;
import org.darkmail.journeys.pages.SignInPage;

/// Somebody with an account at one domain and a browser of their own. Names and passphrases are
/// random, so that no two journeys meet.
public final class Person implements AutoCloseable {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Instance home;
  private final String local;
  private final Path folder;
  private final boolean bare;
  private Browser browser;
  private String passphrase = letters(24);
  private List<String> words = List.of();

  private Person(Instance home, String local, Path folder, boolean bare) {
    this.home = home;
    this.local = local;
    this.folder = folder;
    this.bare = bare;
    this.browser = newBrowser();
  }

  private Browser newBrowser() {
    var profile = folder.resolve(local + "-" + letters(4));
    return bare ? Browser.openBare(profile) : Browser.open(profile);
  }

  /// A browser at the sign-in page, nobody signed up yet.
  static Person stranger(Instance home, String name, Path folder, boolean bare) {
    var local = name + letters(10);
    var person = new Person(home, local, folder, bare);
    person.visit();
    return person;
  }

  /// Random lower-case letters, 4.7 bits each.
  public static String letters(int count) {
    return RANDOM
        .ints(count, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  public SignInPage visit() {
    browser.driver().get(home.url().toString());
    return new SignInPage(browser);
  }

  /// Makes the account and keeps the recovery words. What this person sends leaves at once.
  public Mailbox signUp() {
    var page = new SignInPage(browser).signUp();
    page.choose(local, passphrase);
    words = page.words();
    page.confirm(words);
    return mailbox().waitUntilReady().thinksAgainFor(0);
  }

  public Mailbox signIn() {
    new SignInPage(browser).signIn(address(), passphrase);
    return mailbox().waitUntilReady();
  }

  /// Closes the browser; nothing of it is used again.
  public void leave() {
    browser.close();
  }

  /// Signs in with another browser, as on another device.
  public Mailbox comeBack() {
    browser.close();
    browser = newBrowser();
    visit();
    return signIn();
  }

  /// From now on this is what {@link #signIn} types.
  public void remembers(String newPassphrase) {
    passphrase = newPassphrase;
  }

  public String local() {
    return local;
  }

  public String address() {
    return local + "@" + home.domain();
  }

  public String passphrase() {
    return passphrase;
  }

  public List<String> words() {
    return words;
  }

  public Instance home() {
    return home;
  }

  public Browser browser() {
    return browser;
  }

  public Mailbox mailbox() {
    return new Mailbox(browser);
  }

  public Composer writes() {
    return mailbox().compose();
  }

  @Override
  public void close() {
    browser.close();
  }
}
