package org.darkmail.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;

/// A time, told by the browser from its own clock and in its own zone.
@Tag("dm-moment")
class Moment extends Component {

  /// @param at ISO 8601
  Moment(String at) {
    getElement().setAttribute("at", at);
  }
}
