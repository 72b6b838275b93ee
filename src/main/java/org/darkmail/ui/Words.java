package org.darkmail.ui;

import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.html.Span;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.List;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.darkmail.admin.Size;

/// The console's sentences, from `console.properties` of the reader's language.
final class Words {
  private static final Pattern MOMENT = Pattern.compile("\u0001([^\u0001]+)\u0001");
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};

  private Words() {}

  static boolean has(String key) {
    return bundle().containsKey(key);
  }

  /// A sentence without moments.
  static String say(String key, Object... facts) {
    var filled = new Object[facts.length];
    for (var i = 0; i < facts.length; i++) {
      filled[i] = shown(facts[i]);
    }
    return new MessageFormat(bundle().getString(key), Language.current()).format(filled);
  }

  /// Fills the element with a sentence; moments in it are kept up to date by the browser.
  static void into(HasComponents element, String key, List<Object> facts) {
    var sentence = say(key, facts.toArray());
    element.removeAll();
    var moments = MOMENT.matcher(sentence);
    var from = 0;
    while (moments.find()) {
      element.add(new Span(sentence.substring(from, moments.start())));
      element.add(new Moment(moments.group(1)));
      from = moments.end();
    }
    element.add(new Span(sentence.substring(from)));
  }

  private static Object shown(Object fact) {
    return switch (fact) {
      case Instant moment -> "\u0001" + moment + "\u0001";
      case Size size -> size(size.octets());
      default -> fact;
    };
  }

  /// In units of 1,000, as disks are sold.
  private static String size(long octets) {
    var amount = (double) octets;
    var unit = 0;
    for (; amount >= 1_000 && unit < UNITS.length - 1; unit++) {
      amount /= 1_000;
    }
    var number = NumberFormat.getNumberInstance(Language.current());
    number.setMaximumFractionDigits(amount < 10 && unit > 0 ? 1 : 0);
    return number.format(amount) + " " + UNITS[unit];
  }

  private static ResourceBundle bundle() {
    return ResourceBundle.getBundle(
        "org.darkmail.ui.console",
        Language.current(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}
