package org.darkmail.journeys.browser;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A Chromium with a profile, a downloads folder and a wire of its own. Elements are known by their
/// `data-test` names and found through open shadow roots.
public final class Browser implements AutoCloseable {

  /// How long a condition may take on a machine with two cores and much else to do.
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String DEEP =
      """
      const found = [];
      const seek = root => {
        for (const e of root.querySelectorAll('*')) {
          if (e.matches(arguments[0])) found.push(e);
          if (e.shadowRoot) seek(e.shadowRoot);
        }
      };
      seek(arguments[1] ? arguments[1].shadowRoot ?? arguments[1] : document);
      return found;
      """;

  private static final String TEXT =
      """
      const text = node => {
        if (node.nodeType === Node.TEXT_NODE) return node.data;
        if (node.localName === 'style' || node.localName === 'script') return '';
        if (node.localName === 'slot' && node.assignedNodes().length > 0)
          return node.assignedNodes({ flatten: true }).map(text).join('');
        const root = node.shadowRoot ?? node;
        return Array.from(root.childNodes, text).join(' ');
      };
      return text(arguments[0]).replace(/\\s+/g, ' ').trim();
      """;

  private static final String FOCUSED =
      """
      let e = document.activeElement;
      for (; e; e = e.shadowRoot?.activeElement) {
        if (e.closest(arguments[0])) return true;
        if (e.getRootNode().host?.closest(arguments[0])) return true;
      }
      return false;
      """;

  private static final int MOST_TABS = 60;

  private final Path folder;
  private final Wire wire;
  private final ChromeDriver driver;
  private final Optional<Accessibility> eye;

  private Browser(Path folder, Wire wire, ChromeDriver driver, Optional<Accessibility> eye) {
    this.folder = folder;
    this.wire = wire;
    this.driver = driver;
    this.eye = eye;
  }

  /// With everything it sends on record.
  public static Browser open(Path folder) {
    return open(folder, true);
  }

  /// Without a proxy between and without looking at each screen: for measuring.
  public static Browser openBare(Path folder) {
    return open(folder, false);
  }

  private static Browser open(Path folder, boolean proxied) {
    try {
      var wire = new Wire(folder.resolve("wire"));
      var downloads = Files.createDirectories(folder.resolve("downloads"));
      var options = new ChromeOptions();
      options.setBinary(System.getProperty("darkmail.chromium", "/usr/bin/chromium"));
      options.addArguments(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-default-apps",
          "--disable-dev-shm-usage",
          "--disable-sync",
          "--disable-features=OptimizationHints,MediaRouter,Translate,NetworkTimeServiceQuerying",
          "--force-prefers-reduced-motion",
          "--no-first-run",
          "--no-pings",
          "--window-size=1440,900",
          "--user-data-dir=" + folder.resolve("profile"));
      if (proxied) {
        options.addArguments("--proxy-server=" + wire.address(), "--proxy-bypass-list=<-loopback>");
      }
      var logs = new LoggingPreferences();
      logs.enable(LogType.BROWSER, Level.ALL);
      options.setCapability("goog:loggingPrefs", logs);
      var service =
          new ChromeDriverService.Builder()
              .usingDriverExecutable(
                  new File(System.getProperty("darkmail.chromedriver", "/usr/bin/chromedriver")))
              .usingAnyFreePort()
              .build();
      var driver = new ChromeDriver(service, options);
      driver.executeCdpCommand(
          "Browser.setDownloadBehavior",
          Map.of("behavior", "allow", "downloadPath", downloads.toString()));
      var eye = proxied ? Optional.of(new Accessibility(driver)) : Optional.<Accessibility>empty();
      return new Browser(folder, wire, driver, eye);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public ChromeDriver driver() {
    return driver;
  }

  public Wire wire() {
    return wire;
  }

  // --- finding ---

  /// All elements that match, through open shadow roots, in document order.
  @SuppressWarnings("unchecked")
  public List<WebElement> deep(String css) {
    return (List<WebElement>) driver.executeScript(DEEP, css, null);
  }

  @SuppressWarnings("unchecked")
  public List<WebElement> deepIn(WebElement root, String css) {
    return (List<WebElement>) driver.executeScript(DEEP, css, root);
  }

  public static String hook(String name) {
    return "[data-test='" + name + "']";
  }

  /// Waits until an element of that name is visible. A screen that is seen for the first time is
  /// looked at for whoever sees or moves otherwise.
  public WebElement see(String name) {
    var seen =
        await(
            "to see " + name,
            d ->
                deep(hook(name)).stream().filter(WebElement::isDisplayed).findFirst().orElse(null));
    eye.ifPresent(one -> one.look(name));
    return seen;
  }

  public boolean sees(String name) {
    return deep(hook(name)).stream().anyMatch(WebElement::isDisplayed);
  }

  /// Text of an element and of all its shadow roots, white space folded.
  public String text(WebElement element) {
    return (String) driver.executeScript(TEXT, element);
  }

  public String text(String name) {
    return await("to read " + name, d -> text(see(name)));
  }

  /// What the element of that name says, or null while it says nothing.
  public String words(String name) {
    return deep(hook(name)).stream()
        .map(this::text)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse(null);
  }

  /// Text of the whole page.
  public String wholeText() {
    return (String) driver.executeScript(TEXT, driver.executeScript("return document.body"));
  }

  // --- doing ---

  public void click(String name) {
    await(
        "to click " + name,
        d -> {
          var element = see(name);
          if (!element.isEnabled() || "true".equals(element.getDomAttribute("aria-disabled"))) {
            return null;
          }
          // The driver scrolls nothing outside the shadow root that the element is in.
          script("arguments[0].scrollIntoView({block: 'nearest'})", element);
          element.click();
          return true;
        });
  }

  /// The element that takes keys: itself, or the input inside a component.
  public WebElement input(String name) {
    return await(
        "to write into " + name,
        d -> {
          var host = see(name);
          if (List.of("input", "textarea").contains(host.getTagName())
              || host.getDomAttribute("contenteditable") != null) {
            return host;
          }
          return deepIn(host, "input, textarea, [contenteditable=true], [contenteditable='']")
              .stream()
              .filter(e -> e.isDisplayed() || "file".equals(e.getDomAttribute("type")))
              .findFirst()
              .orElse(null);
        });
  }

  public void type(String name, CharSequence text) {
    input(name).sendKeys(text);
  }

  /// Instead of what is there.
  public void fill(String name, CharSequence text) {
    input(name).sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, text);
  }

  /// To whatever has the focus.
  public void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /// While Control is held.
  public void pressWithControl(CharSequence key) {
    new Actions(driver).keyDown(Keys.CONTROL).sendKeys(key).keyUp(Keys.CONTROL).perform();
  }

  /// Presses Tab until the focus is on, or inside, the element of that name.
  public void tabTo(String name) {
    for (int presses = 0; presses < MOST_TABS; presses++) {
      if ((Boolean) script(FOCUSED, hook(name))) {
        return;
      }
      press(Keys.TAB);
    }
    throw new AssertionError("no number of Tabs leads to " + name);
  }

  public void reload() {
    driver.navigate().refresh();
  }

  /// A second tab at the same address, now in front. Gives the handle of the one before.
  public String openTab(String url) {
    var before = driver.getWindowHandle();
    driver.switchTo().newWindow(WindowType.TAB);
    driver.get(url);
    return before;
  }

  public void toTab(String handle) {
    driver.switchTo().window(handle);
  }

  /// Runs a script in each page from the next one on, before the page's own.
  public void beforeEachPage(String script) {
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  /// Takes the network away from the page that is in front, and from the service worker behind it;
  /// or gives it back.
  public void online(boolean on) {
    limit(!on, -1, -1);
    wire.cut(!on);
  }

  /// Lets the page's own requests come no faster than that; -1 for as fast as they can.
  public void limitDownloads(int octetsPerSecond) {
    limit(false, octetsPerSecond, -1);
  }

  /// As [#limitDownloads], for what the page sends.
  public void limitUploads(int octetsPerSecond) {
    limit(false, -1, octetsPerSecond);
  }

  private void limit(boolean offline, int down, int up) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of(
            "offline", offline, "latency", 0, "downloadThroughput", down, "uploadThroughput", up));
  }

  public Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /// An asynchronous script, the body of a function: its last argument takes the result.
  public Object scriptAsync(Duration patience, String script, Object... arguments) {
    driver.manage().timeouts().scriptTimeout(patience);
    return driver.executeAsyncScript(
        "const all = arguments; (async (...arguments) => {"
            + script
            + "})(...all).catch(fault => all[all.length - 1]('' + fault))",
        arguments);
  }

  // --- waiting ---

  /// Polls until the condition gives something other than null and false.
  public <T> T await(String what, Function<WebDriver, T> condition) {
    return await(PATIENCE, what, condition);
  }

  public <T> T await(Duration patience, String what, Function<WebDriver, T> condition) {
    return new WebDriverWait(driver, patience, Duration.ofMillis(50))
        .ignoring(StaleElementReferenceException.class)
        .ignoring(org.openqa.selenium.ElementNotInteractableException.class)
        .withMessage(() -> "waiting " + what)
        .until(condition);
  }

  /// The finished download of that name.
  public Path downloaded(String name) {
    return downloaded(PATIENCE, name);
  }

  public Path downloaded(Duration patience, String name) {
    var file = folder.resolve("downloads").resolve(name);
    return await(patience, "for the download " + name, d -> Files.exists(file) ? file : null);
  }

  // --- evidence ---

  public void evidence(Path into) throws IOException {
    Files.createDirectories(into);
    Files.write(into.resolve("screen.png"), driver.getScreenshotAs(OutputType.BYTES));
    Files.write(into.resolve("console.txt"), console(), StandardCharsets.UTF_8);
  }

  public List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(Object::toString)
        .toList();
  }

  public boolean closed() {
    return driver.getSessionId() == null;
  }

  @Override
  public void close() {
    if (!closed()) {
      driver.quit();
    }
    wire.close();
  }
}
