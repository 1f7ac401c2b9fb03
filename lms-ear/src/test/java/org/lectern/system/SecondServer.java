package org.lectern.system;

import java.util.List;
import java.util.Optional;
import org.lectern.runner.Lectern;
import org.lectern.runner.Settings;

/** A second server of the same school: the same database, by way of a {@link DatabaseLink}, and the same data folder. */
public final class SecondServer implements AutoCloseable {

    private final DatabaseLink link;
    private final Lectern lectern;
    private final Client client;

    private SecondServer(DatabaseLink link, Lectern lectern) {
        this.link = link;
        this.lectern = lectern;
        this.client = new Client(lectern.uri());
    }

    static SecondServer beside(RunningLectern first) {
        DatabaseLink link = new DatabaseLink(first.database());
        Lectern lectern = new Lectern(new Settings(
                RunningLectern.home(),
                0,
                RunningLectern.newFolder("second"),
                true,
                Optional.of(link.database()),
                "500m",
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-DLMS_TRUSTED_PROXIES=127.0.0.1",
                        // as one folder on a volume that all servers of an installation see
                        "-DLMS_DATA=" + first.dataFolder())));
        try {
            lectern.start(line -> {});
            return new SecondServer(link, lectern);
        } catch (RuntimeException e) {
            lectern.close();
            link.close();
            throw e;
        }
    }

    /** The way to its database. */
    DatabaseLink link() {
        return link;
    }

    /** Sends requests without a token. */
    Client anonymous() {
        return client;
    }

    /** Its address, with a slash at its end. */
    String uri() {
        return lectern.uri().toString();
    }

    @Override
    public void close() {
        link.restore();
        lectern.close();
        link.close();
    }
}
