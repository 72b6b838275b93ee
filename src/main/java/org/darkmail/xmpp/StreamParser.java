package org.darkmail.xmpp;

import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jivesoftware.smack.xml.SmackXmlParser;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParser.Event;
import org.jivesoftware.smack.xml.XmlPullParserException;
import org.jivesoftware.smack.xml.XmlPullParserFactory;
import org.jspecify.annotations.Nullable;

/// Reads a stream so that no stanza can end it, as long as it is well-formed. Its size is bounded
/// by the XMPP server, and so is whatever is in it.
///
/// A parser of the JDK fails for good at an element that is 101 deep, and a failed stream is begun
/// anew and given the same stanza again. Without that limit, Smack's recursion would end at the end
/// of the stack. So the parser has no limits, and what is deeper than anybody needs is not shown.
final class StreamParser implements XmlPullParserFactory {
  private static final int DEEPEST = 32;

  /// The JDK's own parser, whichever others are there, and without its limits (Java API for XML
  /// Processing, security guide).
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "javax.xml.stream.XMLInputFactory", "com.sun.xml.internal.stream.XMLInputFactoryImpl",
          "jdk.xml.elementAttributeLimit", "0",
          "jdk.xml.maxElementDepth", "0",
          "jdk.xml.maxXMLNameLimit", "0");

  private static final XmlPullParserFactory UNLIMITED = unlimited();

  /// Smack's own factory is made once, when its class is first used, with the limits of that
  /// moment.
  private static XmlPullParserFactory unlimited() {
    var before = new HashMap<String, @Nullable String>();
    PROPERTIES.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
    try {
      return SmackXmlParser.getXmlPullParserFactory();
    } finally {
      before.forEach(StreamParser::restore);
    }
  }

  private static void restore(String property, @Nullable String value) {
    if (value == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, value);
    }
  }

  @Override
  public XmlPullParser newXmlPullParser(Reader reader) throws XmlPullParserException {
    var parser = UNLIMITED.newXmlPullParser(reader);
    return (XmlPullParser)
        Proxy.newProxyInstance(
            StreamParser.class.getClassLoader(),
            new Class<?>[] {XmlPullParser.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("next")) {
                return next(parser);
              }
              try {
                return method.invoke(parser, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            });
  }

  private static Event next(XmlPullParser parser) throws Exception {
    var event = parser.next();
    while (parser.getDepth() > DEEPEST && event != Event.END_DOCUMENT) {
      event = parser.next();
    }
    return event;
  }
}
