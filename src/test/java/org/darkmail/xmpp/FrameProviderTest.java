package org.darkmail.xmpp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.Base64;
import org.darkmail.container.OtherDomain;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameProviderTest {

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    var frame = OtherDomain.random(48 * 1024);
    var xml = FrameElement.of(frame).toXML(XmlEnvironment.EMPTY).toString();
    assertTrue(xml.length() < FrameElement.MAX_TEXT + 100);
    assertArrayEquals(frame, read(xml).octets().orElseThrow());
  }

  @Test
  void aTextThatIsTooLongIsMalformed() throws Exception {
    var text = Base64.getEncoder().encodeToString(OtherDomain.random(60_000));
    assertFalse(read("<frame xmlns='urn:darkmail:1'>" + text + "</frame>").octets().isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<frame xmlns='urn:darkmail:1'><frame xmlns='urn:darkmail:1'>AAAA</frame></frame>",
        "<frame xmlns='urn:darkmail:1'>AA<b/>AA</frame>",
        "<frame xmlns='urn:darkmail:1'>not base64!</frame>",
        "<frame xmlns='urn:darkmail:1'>A</frame>"
      })
  void whatIsNoTextOfBase64IsMalformed(String xml) throws Exception {
    assertFalse(read(xml).octets().isPresent());
  }

  @Test
  void theStreamGoesOnBehindAMalformedFrame() throws Exception {
    var parser = parser("<m><frame xmlns='urn:darkmail:1'><x><y>1</y></x></frame><next/></m>");
    parser.next();
    var depth = parser.getDepth();
    var _ = new FrameProvider().parse(parser, depth, XmlEnvironment.EMPTY);
    parser.next();
    assertEquals("next", parser.getName());
  }

  /// What a hostile XMPP server of one's own could send.
  @Test
  void entitiesOfADocumentTypeAreNotExpanded() {
    var bomb =
        "<!DOCTYPE m [<!ENTITY a 'AAAA'><!ENTITY b '&a;&a;&a;'>]>"
            + "<frame xmlns='urn:darkmail:1'>&b;</frame>";
    assertThrows(Exception.class, () -> read(bomb));
  }

  private static XmlPullParser parser(String xml) throws Exception {
    var parser = new StreamParser().newXmlPullParser(new StringReader(xml));
    parser.next();
    return parser;
  }

  private static FrameElement read(String xml) throws Exception {
    var parser = parser(xml);
    return new FrameProvider().parse(parser, parser.getDepth(), XmlEnvironment.EMPTY);
  }
}
