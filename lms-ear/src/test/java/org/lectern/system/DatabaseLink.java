package org.lectern.system;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.lectern.runner.Database;

/**
 * The way from a server to its database, which can be cut, swallow everything, and tell how many statements went through
 * it. It understands just enough of PostgreSQL's protocol, version 3, to count.
 */
final class DatabaseLink implements AutoCloseable {

    private static final int STARTUP = 196_608;
    private static final int CANCEL = 80_877_102;

    private final Database target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Integer> transactions = new ArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private ServerSocket listener;
    private boolean silent;

    DatabaseLink(Database target) {
        this.target = target;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
    }

    /** The database at the other end, as it looks from this one. */
    Database database() {
        return new Database("127.0.0.1", port, target.name(), target.user(), target.password());
    }

    /** Breaks every connection and refuses new ones, as a database that was stopped does. */
    synchronized void cut() {
        close(listener);
        sockets.forEach(DatabaseLink::close);
    }

    /** Takes everything and answers nothing, as a database that hangs does, or a network without a way. */
    synchronized void silence() {
        silent = true;
    }

    /** Works again; what was swallowed is delivered. */
    synchronized void restore() {
        silent = false;
        notifyAll();
        if (listener.isClosed()) {
            listener = listen(port);
        }
    }

    /** How often the database has answered so far that it is ready for the next statement. */
    long answers() {
        return answers.get();
    }

    /** How many statements each transaction that ended since the last call had, its begin and commit included. */
    List<Integer> transactions() {
        synchronized (transactions) {
            List<Integer> ended = List.copyOf(transactions);
            transactions.clear();
            return ended;
        }
    }

    @Override
    public void close() {
        restore();
        cut();
    }

    private ServerSocket listen(int at) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
            start(() -> {
                while (true) {
                    connect(socket.accept());
                }
            });
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void connect(Socket near) throws IOException {
        Socket far = new Socket(target.host(), target.port());
        sockets.add(near);
        sockets.add(far);
        AtomicInteger statements = new AtomicInteger();
        start(() -> {
            try (near;
                    far) {
                forward(near, far, statements);
            }
        });
        start(() -> {
            try (near;
                    far) {
                answer(far, near, statements);
            }
        });
    }

    private void forward(Socket near, Socket far, AtomicInteger statements) throws IOException {
        var in = new DataInputStream(near.getInputStream());
        var out = new DataOutputStream(far.getOutputStream());
        for (int code = 0; code != STARTUP; ) {
            byte[] body = new byte[in.readInt() - 4];
            in.readFully(body);
            code = (body[0] & 255) << 24 | (body[1] & 255) << 16 | (body[2] & 255) << 8 | body[3] & 255;
            await();
            if (code == STARTUP || code == CANCEL) {
                out.writeInt(body.length + 4);
                out.write(body);
            } else {
                near.getOutputStream().write('N'); // no encryption
            }
        }
        while (true) {
            int type = message(in, out);
            if (type == 'E' || type == 'Q') {
                statements.incrementAndGet();
            }
        }
    }

    private void answer(Socket far, Socket near, AtomicInteger statements) throws IOException {
        var in = new DataInputStream(far.getInputStream());
        var out = new DataOutputStream(near.getOutputStream());
        byte[] idle = {'I'};
        while (true) {
            int type = in.readUnsignedByte();
            byte[] body = new byte[in.readInt() - 4];
            in.readFully(body);
            await();
            if (type == 'Z') {
                answers.incrementAndGet();
                if (java.util.Arrays.equals(idle, body)) {
                    synchronized (transactions) {
                        transactions.add(statements.getAndSet(0));
                    }
                }
            }
            write(out, type, body);
        }
    }

    private int message(DataInputStream in, DataOutputStream out) throws IOException {
        int type = in.readUnsignedByte();
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        await();
        write(out, type, body);
        return type;
    }

    private static void write(DataOutputStream out, int type, byte[] body) throws IOException {
        byte[] whole = new byte[body.length + 5];
        whole[0] = (byte) type;
        for (int i = 0; i < 4; i++) {
            whole[i + 1] = (byte) (body.length + 4 >>> 24 - 8 * i);
        }
        System.arraycopy(body, 0, whole, 5, body.length);
        out.write(whole);
    }

    private synchronized void await() {
        try {
            while (silent) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // an end of the line is how it ends
                    }
                },
                "database-link");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
