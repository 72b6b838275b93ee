package org.darkmail.boot;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// How the database is reached without a server's datasource.
record DatabaseAccess(String url, String user, String password) {

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /// Without the password.
  @Override
  public String toString() {
    return url;
  }
}
