package org.lectern.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/** Lets clients send one request after the other, without a pause, and measures. */
final class Load {

    private final LongSupplier serverMillis;
    private final LongSupplier databaseMillis;

    Load(LongSupplier serverMillis, LongSupplier databaseMillis) {
        this.serverMillis = serverMillis;
        this.databaseMillis = databaseMillis;
    }

    /**
     * What was measured.
     *
     * @param perSecond requests answered as expected, per second
     * @param micros how long they took, in microseconds
     * @param errors requests with another answer, or none
     * @param firstError one of them; null when there is none
     * @param serverMillis processor time of the application server for a request
     * @param databaseMillis processor time of PostgreSQL for a request
     */
    record Result(
            double perSecond,
            Histogram micros,
            long errors,
            String firstError,
            double serverMillis,
            double databaseMillis) {}

    Result run(List<Bench.Client> clients, Duration length) throws InterruptedException {
        var micros = new Histogram(3);
        var errors = new AtomicLong();
        var firstError = new AtomicReference<String>();
        var go = new CountDownLatch(1);
        long server = serverMillis.getAsLong();
        long database = databaseMillis.getAsLong();
        var deadline = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (var client : clients) {
            var thread = new Thread(() -> {
                var own = new Histogram(3);
                try {
                    go.await();
                    while (System.nanoTime() < deadline.get()) {
                        long began = System.nanoTime();
                        try {
                            client.request();
                            own.recordValue((System.nanoTime() - began) / 1000);
                        } catch (IOException | SQLException e) {
                            errors.incrementAndGet();
                            firstError.compareAndSet(null, e.toString());
                        }
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                synchronized (micros) {
                    micros.add(own);
                }
            });
            threads.add(thread);
            thread.start();
        }
        long began = System.nanoTime();
        deadline.set(began + length.toNanos());
        go.countDown();
        for (var thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        double requests = Math.max(1, micros.getTotalCount());
        return new Result(
                micros.getTotalCount() / seconds,
                micros,
                errors.get(),
                firstError.get(),
                (serverMillis.getAsLong() - server) / requests,
                (databaseMillis.getAsLong() - database) / requests);
    }
}
