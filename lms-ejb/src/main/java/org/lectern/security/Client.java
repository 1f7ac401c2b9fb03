package org.lectern.security;

/**
 * Where a sign-in comes from.
 *
 * @param address literal IP address
 * @param userAgent what the browser calls itself, at most 300 characters; null when it does not say
 */
public record Client(String address, String userAgent) {

    private static final int LONGEST_AGENT = 300;

    /** Cuts what is too long to be kept. */
    public Client {
        if (userAgent != null && userAgent.length() > LONGEST_AGENT) {
            userAgent = userAgent.substring(0, LONGEST_AGENT);
        }
    }
}
