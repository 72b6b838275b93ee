package org.darkmail.xmpp;

import java.util.Base64;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.jivesoftware.smack.packet.ExtensionElement;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.util.XmlStringBuilder;

/// `<frame xmlns='urn:darkmail:1'>BASE64</frame>` (spec 50.1).
final class FrameElement implements ExtensionElement {
  static final String NAMESPACE = "urn:darkmail:1";
  static final String ELEMENT = "frame";
  static final QName QNAME = new QName(NAMESPACE, ELEMENT);

  /// Characters of the largest frame, and some room for white space.
  static final int MAX_TEXT = 66_000;

  private final Optional<String> text;

  private FrameElement(Optional<String> text) {
    this.text = text;
  }

  /// @param frame the octets of a sealed frame
  static FrameElement of(byte[] frame) {
    return new FrameElement(Optional.of(Base64.getEncoder().encodeToString(frame)));
  }

  /// As it came, not yet decoded.
  static FrameElement received(String text) {
    return new FrameElement(Optional.of(text));
  }

  /// One that is too long or has elements in it.
  static FrameElement malformed() {
    return new FrameElement(Optional.empty());
  }

  /// The sealed frame, empty if there is none in it.
  Optional<byte[]> octets() {
    try {
      return text.map(Base64.getDecoder()::decode);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String getNamespace() {
    return NAMESPACE;
  }

  @Override
  public String getElementName() {
    return ELEMENT;
  }

  @Override
  public XmlStringBuilder toXML(XmlEnvironment environment) {
    var xml = new XmlStringBuilder(this, environment);
    xml.rightAngleBracket();
    text.ifPresent(xml::append);
    return xml.closeElement(this);
  }
}
