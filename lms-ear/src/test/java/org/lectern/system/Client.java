package org.lectern.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An HTTP client of one server, with or without a bearer token. Follows no redirects and keeps no cookies. It speaks
 * HTTP 1.1, as the proxies do that stand before a server. */
public final class Client {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI base;
    private final String token;
    private final Map<String, Client> loggedIn;

    /** @param base the address of the server, with a slash at its end */
    public Client(URI base) {
        this(base, null, new ConcurrentHashMap<>());
    }

    private Client(URI base, String token, Map<String, Client> loggedIn) {
        this.base = base;
        this.token = token;
        this.loggedIn = loggedIn;
    }

    /** A client with a token that somebody else was given. */
    public Client withToken(String bearerToken) {
        return new Client(base, bearerToken, loggedIn);
    }

    /** The token it sends, or null. */
    public String token() {
        return token;
    }

    /**
     * Signs in once per username, as sign-ins are counted and slow by intention.
     *
     * @throws AssertionError when the server refuses
     */
    public Client login(String username, String password) {
        return loggedIn.computeIfAbsent(username, name -> {
            Answer answer =
                    post("api/auth/login", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
            if (answer.status() != 200) {
                throw new AssertionError("Signing in as " + name + " answered " + answer);
            }
            return withToken(answer.json().get("accessToken").asText());
        });
    }

    /**
     * GET.
     *
     * @param path relative to the server, such as {@code api/me}
     */
    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** POST of a JSON text. */
    public Answer post(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** PUT of a JSON text. */
    public Answer put(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json)));
    }

    /** DELETE. */
    public Answer delete(String path, String... headers) {
        return send(request(path, headers).DELETE());
    }

    /** The start of a request, with the token when there is one, for what the methods above do not cover. */
    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return builder;
    }

    /** Sends it and reads the whole body as text. */
    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
