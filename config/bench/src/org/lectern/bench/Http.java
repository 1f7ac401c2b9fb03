package org.lectern.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.bootstrap.HttpRequester;
import org.apache.hc.core5.http.impl.bootstrap.RequesterBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Kept connections over HTTP/1.1 with blocking reads. The load shares the processors with what it measures, so it uses a
 * client that costs little.
 */
final class Http implements AutoCloseable {

    private static final Timeout PATIENCE = Timeout.ofSeconds(60);

    private final HttpHost host;
    private final HttpRequester requester;

    Http(URI server, int connections) {
        host = new HttpHost(server.getScheme(), server.getHost(), server.getPort());
        requester = RequesterBootstrap.bootstrap()
                .setSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoTimeout(PATIENCE)
                        .build())
                .setMaxTotal(connections)
                .setDefaultMaxPerRoute(connections)
                .create();
    }

    /** Forgets connections that the server may have closed while they were not used. */
    void closeIdle() {
        requester.closeIdle(TimeValue.ofSeconds(1));
    }

    /** Signs in, and gives the access token. */
    String login(String username) throws IOException {
        var body = "{\"username\":\"" + username + "\",\"password\":\"lectern-demo\"}";
        var answer = send(ClassicRequestBuilder.post("/api/auth/login")
                .setEntity(body, ContentType.APPLICATION_JSON)
                .build());
        int from = answer.indexOf("\"accessToken\":\"") + 15;
        return answer.substring(from, answer.indexOf('"', from));
    }

    /** Reads something, whatever its content. */
    void get(String path, String token) throws IOException {
        send(ClassicRequestBuilder.get(path)
                .addHeader("Authorization", "Bearer " + token)
                .build());
    }

    /** Records a register. */
    void postRegister(byte[] body, String token, int version, String key) throws IOException {
        send(ClassicRequestBuilder.post("/api/attendance")
                .addHeader("Authorization", "Bearer " + token)
                .addHeader("If-Match", "\"" + version + "\"")
                .addHeader("Idempotency-Key", key)
                .setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON))
                .build());
    }

    /** Writes something. */
    void post(String path, byte[] body, String token) throws IOException {
        send(ClassicRequestBuilder.post(path)
                .addHeader("Authorization", "Bearer " + token)
                .setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON))
                .build());
    }

    private String send(ClassicHttpRequest request) throws IOException {
        try {
            return requester.execute(host, request, PATIENCE, HttpCoreContext.create(), response -> {
                var body = EntityUtils.toByteArray(response.getEntity());
                if (response.getCode() != 200) {
                    throw new IOException(response.getCode() + " " + new String(body, StandardCharsets.UTF_8));
                }
                return new String(body, StandardCharsets.ISO_8859_1);
            });
        } catch (HttpException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        requester.close(CloseMode.IMMEDIATE);
    }
}
