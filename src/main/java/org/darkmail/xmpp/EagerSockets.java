package org.darkmail.xmpp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/// Sockets that send at once (TCP_NODELAY): a frame is a small write that nothing follows, and
/// Nagle's algorithm would hold it for 40 ms.
final class EagerSockets extends SocketFactory {

  @Override
  public Socket createSocket() throws IOException {
    return eager(new Socket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return eager(new Socket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return eager(new Socket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return eager(new Socket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return eager(new Socket(host, port, local, localPort));
  }

  private static Socket eager(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return socket;
  }
}
