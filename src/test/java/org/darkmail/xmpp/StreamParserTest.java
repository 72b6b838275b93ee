package org.darkmail.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.StringReader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.util.PacketParserUtils;
import org.jivesoftware.smack.xml.XmlPullParser.Event;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Well-formed stanzas up to the size that an XMPP server lets through.
class StreamParserTest {

  @ParameterizedTest
  @MethodSource
  void theStreamGoesOnBehind(String stanza) throws Exception {
    var xml =
        "<stream>" + stanza + "<message xmlns='jabber:client'><body>next</body></message></stream>";
    var parser = new StreamParser().newXmlPullParser(new StringReader(xml));
    parser.next();
    parser.next();
    assertInstanceOf(Message.class, PacketParserUtils.parseStanza(parser, XmlEnvironment.EMPTY));
    while (parser.next() != Event.START_ELEMENT) {
      // between the stanzas
    }
    var next = (Message) PacketParserUtils.parseStanza(parser, XmlEnvironment.EMPTY);
    assertEquals("next", next.getBody());
  }

  static String[] theStreamGoesOnBehind() {
    return new String[] {
      message("<x xmlns='urn:x'>" + "<y>".repeat(18_000) + "</y>".repeat(18_000) + "</x>"),
      message("<frame xmlns='urn:darkmail:1'>" + nested(18_000) + "</frame>"),
      message("<x xmlns='urn:x' " + attributes(12_000) + "/>"),
      message("<" + "x".repeat(60_000) + " xmlns='urn:x'/>"),
      message("<x xmlns='urn:x'>" + "&amp;".repeat(25_000) + "</x>"),
      message("<x xmlns='urn:x'><![CDATA[" + "x".repeat(120_000) + "]]></x>"),
    };
  }

  private static String nested(int depth) {
    return "<y>".repeat(depth) + "</y>".repeat(depth);
  }

  private static String attributes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "a" + i + "=''")
        .collect(Collectors.joining(" "));
  }

  private static String message(String payload) {
    return "<message xmlns='jabber:client' from='darkmail@south.test/node1'>"
        + payload
        + "</message>";
  }
}
