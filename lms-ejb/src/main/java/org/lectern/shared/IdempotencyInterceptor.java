package org.lectern.shared;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Carries out what {@link Idempotent} promises. */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class IdempotencyInterceptor {

    private static final Jsonb JSON = JsonbBuilder.create();

    @Inject
    private Statements statements;

    @Inject
    private CurrentCaller currentCaller;

    private record Answer(byte[] requestHash, String body) {}

    @AroundInvoke
    Object once(InvocationContext invocation) throws Exception {
        var key = key(invocation);
        if (key == null) {
            return invocation.proceed();
        }
        var accountId = currentCaller.get().accountId();
        var hash = hash(invocation);
        // Of two at once the second waits here until the first has committed or failed.
        var fresh = statements.update(
                "insert into idempotency_key (account_id, key, request_hash, status) values (?, ?, ?, 0)"
                        + " on conflict do nothing",
                accountId,
                key.value(),
                hash);
        if (fresh == 0) {
            return replay(accountId, key, hash, invocation);
        }
        var answer = carriedOut(invocation, accountId, key);
        statements.update(
                "update idempotency_key set status = 200, body = ? where account_id = ? and key = ?",
                JSON.toJson(answer),
                accountId,
                key.value());
        return answer;
    }

    /** A refusal that keeps what was written before must not keep the key. */
    private Object carriedOut(InvocationContext invocation, long accountId, IdempotencyKey key) throws Exception {
        try {
            return invocation.proceed();
        } catch (Problem refused) {
            if (!refused.rollsBack()) {
                statements.update(
                        "delete from idempotency_key where account_id = ? and key = ?", accountId, key.value());
            }
            throw refused;
        }
    }

    private Object replay(long accountId, IdempotencyKey key, byte[] hash, InvocationContext invocation) {
        var stored = statements
                .find(
                        "select request_hash, body from idempotency_key where account_id = ? and key = ?",
                        row -> new Answer(row.getBytes(1), row.getString(2)),
                        accountId,
                        key.value())
                .orElseThrow();
        if (!Arrays.equals(hash, stored.requestHash)) {
            throw Problem.ofField(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "Idempotency-Key",
                    "This key was used for another request; give every new request a new key.");
        }
        return JSON.fromJson(stored.body, invocation.getMethod().getGenericReturnType());
    }

    private static IdempotencyKey key(InvocationContext invocation) {
        for (var parameter : invocation.getParameters()) {
            if (parameter instanceof IdempotencyKey key) {
                return key;
            }
        }
        return null;
    }

    /** Of the method and all arguments but the key. */
    private static byte[] hash(InvocationContext invocation) throws NoSuchAlgorithmException {
        var request = new StringBuilder(
                        invocation.getMethod().getDeclaringClass().getName())
                .append('.')
                .append(invocation.getMethod().getName());
        for (var parameter : invocation.getParameters()) {
            if (!(parameter instanceof IdempotencyKey)) {
                request.append('\n').append(parameter == null ? null : JSON.toJson(parameter));
            }
        }
        return MessageDigest.getInstance("SHA-256").digest(request.toString().getBytes(StandardCharsets.UTF_8));
    }
}
