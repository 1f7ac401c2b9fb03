package org.lectern.shared;

/**
 * Who makes the request.
 *
 * @param accountId the account
 * @param personId the person whose account it is
 * @param username as shown in the audit
 */
public record Caller(long accountId, long personId, String username) {}
