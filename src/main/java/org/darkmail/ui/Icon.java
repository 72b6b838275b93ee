package org.darkmail.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;

/// One of the icons of `frontend/theme/icons.ts`. It says nothing to a screen reader.
@Tag("dm-icon")
class Icon extends Component {

  Icon(String name) {
    this(name, "");
  }

  /// @param size `s`, `xs`, `l` or empty
  Icon(String name, String size) {
    is(name);
    getElement().setAttribute("size", size);
  }

  void is(String name) {
    getElement().setAttribute("name", name);
  }
}
