package org.darkmail.xmpp;

import java.io.IOException;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.provider.ExtensionElementProvider;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;

/// Reads a frame's text up to its largest length. Whatever else is in the element makes it
/// malformed, but never the stream: it goes on behind the element.
final class FrameProvider extends ExtensionElementProvider<FrameElement> {

  @Override
  public FrameElement parse(XmlPullParser parser, int depth, XmlEnvironment environment)
      throws XmlPullParserException, IOException {
    var text = new StringBuilder();
    var good = true;
    while (true) {
      switch (parser.next()) {
        case TEXT_CHARACTERS -> {
          var part = parser.getText();
          if (text.length() + part.length() > FrameElement.MAX_TEXT) {
            good = false;
          } else {
            text.append(part);
          }
        }
        case END_ELEMENT -> {
          if (parser.getDepth() == depth) {
            return good ? FrameElement.received(text.toString()) : FrameElement.malformed();
          }
        }
        case START_ELEMENT, ENTITY_REFERENCE -> good = false;
        case END_DOCUMENT -> throw new XmlPullParserException("the stream ends in a frame");
        case START_DOCUMENT, PROCESSING_INSTRUCTION, COMMENT, IGNORABLE_WHITESPACE, OTHER -> {}
      }
    }
  }
}
