package org.lectern.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Finds out where a request comes from. What a proxy says in {@code X-Forwarded-For} and {@code X-Forwarded-Proto} is
 * believed only when the proxy is one of {@code LMS_TRUSTED_PROXIES}: addresses or networks such as
 * {@code 10.0.0.0/8}, separated by commas.
 */
@ApplicationScoped
public class Clients {

    private List<Network> trusted = List.of();

    /** For the container. */
    protected Clients() {}

    @Inject
    Clients(@ConfigProperty(name = "LMS_TRUSTED_PROXIES") Optional<String> proxies) {
        this(proxies.orElse(""));
    }

    Clients(String proxies) {
        trusted = Arrays.stream(proxies.split(","))
                .map(String::strip)
                .filter(proxy -> !proxy.isEmpty())
                .map(Network::parse)
                .toList();
    }

    // never compared with another
    @SuppressWarnings("ArrayRecordComponent")
    private record Network(byte[] address, int bits) {

        static Network parse(String text) {
            var slash = text.indexOf('/');
            var address = literal(slash < 0 ? text : text.substring(0, slash));
            if (address == null) {
                throw new IllegalArgumentException("LMS_TRUSTED_PROXIES names no address or network: " + text);
            }
            return new Network(address, slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1)));
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Reads an address without ever asking a name server; null when it is none. */
    private static byte[] literal(String text) {
        if (!text.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return null;
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** The client of a request. */
    public Client of(HttpServletRequest request) {
        return new Client(address(request.getRemoteAddr(), forwardedFor(request)), request.getHeader("User-Agent"));
    }

    /** Whether the browser came by HTTPS, as far as that can be known. */
    public boolean isSecure(HttpServletRequest request) {
        return request.isSecure()
                || isTrusted(request.getRemoteAddr())
                        && "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }

    private static List<String> forwardedFor(HttpServletRequest request) {
        var hops = new ArrayList<String>();
        for (var header : Collections.list(request.getHeaders("X-Forwarded-For"))) {
            Arrays.stream(header.split(",")).map(String::strip).forEach(hops::add);
        }
        return hops;
    }

    /** The nearest hop that is not a trusted proxy: everything beyond it may be invented. */
    String address(String remote, List<String> forwardedFor) {
        var address = remote;
        for (int i = forwardedFor.size() - 1; i >= 0 && isTrusted(address); i--) {
            if (literal(forwardedFor.get(i)) == null) {
                break;
            }
            address = forwardedFor.get(i);
        }
        return address;
    }

    private boolean isTrusted(String address) {
        if (trusted.isEmpty()) {
            return false;
        }
        var bytes = literal(address);
        return bytes != null && trusted.stream().anyMatch(network -> network.contains(bytes));
    }
}
