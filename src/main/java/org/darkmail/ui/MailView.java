package org.darkmail.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;

/// Hosts the mail application, which is one Lit element. Nothing passes between it and this class:
/// the title is constant and the path names no mail.
@Route("")
@RouteAlias("mail/:path*")
@PageTitle("Darkmail")
@Tag("darkmail-app")
@JsModule("./mail/darkmail-app.ts")
public class MailView extends Component {}
