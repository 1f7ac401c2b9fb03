package org.lectern.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of this computer. */
final class FreePort {

    private FreePort() {}

    /** A port that nobody listens on at this moment. */
    static int find() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartException("This computer has no free port.", e);
        }
    }

    /**
     * Makes sure that the server will be able to listen.
     *
     * @param loopback whether it will listen on 127.0.0.1 only
     * @throws StartException when another program listens there
     */
    static void require(int port, boolean loopback) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(
                    loopback
                            ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                            : new InetSocketAddress(port));
        } catch (IOException e) {
            throw new StartException(
                    "Port " + port + " cannot be used (" + e.getMessage() + "); choose another with LMS_PORT.", e);
        }
    }
}
