package org.lectern.container;

import java.net.URI;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.lectern.system.Client;
import org.lectern.system.LecternExtension;
import org.lectern.system.RunningLectern;

/**
 * Starts one Payara Server for all container tests, on the database and with the signing key of the running Lectern, and
 * tells Arquillian where it is. Register it before Arquillian's own extension.
 */
final class PayaraServerExtension implements BeforeAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(PayaraServerExtension.class);

    private RunningLectern lectern;
    private PayaraServer server;

    @Override
    public void beforeAll(ExtensionContext context) {
        lectern = LecternExtension.lectern();
        server = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        PayaraServer.class,
                        key -> PayaraServer.start(lectern.database(), lectern.dataFolder()),
                        PayaraServer.class);
        System.setProperty("lectern.payara.admin-port", Integer.toString(server.adminPort()));
        System.setProperty("lectern.payara.http-port", Integer.toString(server.httpPort()));
    }

    /** What runs on Payara Micro, with the same database. */
    RunningLectern micro() {
        return lectern;
    }

    /** Sends requests to Payara Server, without a token. */
    Client client() {
        return new Client(URI.create("http://localhost:" + server.httpPort() + "/"));
    }
}
