package org.darkmail.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;

/// The page around every route.
@Push
@StyleSheet(Aura.STYLESHEET)
@Viewport("width=device-width, initial-scale=1")
public class Shell implements AppShellConfigurator {

  @Override
  public void configurePage(AppShellSettings page) {
    page.addFavIcon("icon", "icon.svg", "any");
    page.addLink("manifest", "manifest.webmanifest");
    page.addLink("apple-touch-icon", "icon-192.png");
  }
}
