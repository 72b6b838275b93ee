package org.darkmail.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;

/// Stands before the console: hosts the Lit element that asks for the passphrase. Nothing passes
/// between it and this class; whoever is let in comes back with a cookie.
@Route("admin/door")
@PageTitle("Darkmail")
@Tag("dm-console-door")
@JsModule("./account/dm-console-door.ts")
public class Door extends Component {}
