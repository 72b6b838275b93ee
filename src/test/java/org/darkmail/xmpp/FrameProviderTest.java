package org.darkmail.xmpp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import org.darkmail.container.OtherDomain;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.util.PacketParserUtils;
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
    var parser =
        PacketParserUtils.getParserFor(
            "<m><frame xmlns='urn:darkmail:1'><x><y>1</y></x></frame><next/></m>");
    parser.next();
    var depth = parser.getDepth();
    var _ = new FrameProvider().parse(parser, depth, XmlEnvironment.EMPTY);
    parser.next();
    assertEquals("next", parser.getName());
  }

  private static FrameElement read(String xml) throws Exception {
    var parser = PacketParserUtils.getParserFor(xml);
    return new FrameProvider().parse(parser, parser.getDepth(), XmlEnvironment.EMPTY);
  }
}
