package org.lectern.shared;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.persistence.EntityManager;
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
    private EntityManager entityManager;

    @Inject
    private CurrentCaller currentCaller;

    @AroundInvoke
    Object once(InvocationContext invocation) throws Exception {
        var key = key(invocation);
        if (key == null) {
            return invocation.proceed();
        }
        var accountId = currentCaller.get().accountId();
        var hash = hash(invocation);
        // Of two at once the second waits here until the first has committed or failed.
        var fresh = entityManager
                .createNativeQuery("""
                        insert into idempotency_key (account_id, key, request_hash, status)
                        values (:account, :key, :hash, 0) on conflict do nothing""")
                .setParameter("account", accountId)
                .setParameter("key", key.value())
                .setParameter("hash", hash)
                .executeUpdate();
        if (fresh == 0) {
            return replay(accountId, key, hash, invocation);
        }
        var answer = invocation.proceed();
        entityManager
                .createNativeQuery("update idempotency_key set status = 200, body = :body"
                        + " where account_id = :account and key = :key")
                .setParameter("account", accountId)
                .setParameter("key", key.value())
                .setParameter("body", JSON.toJson(answer))
                .executeUpdate();
        return answer;
    }

    private Object replay(long accountId, IdempotencyKey key, byte[] hash, InvocationContext invocation) {
        var stored = (Object[]) entityManager
                .createNativeQuery("select request_hash, body from idempotency_key"
                        + " where account_id = :account and key = :key")
                .setParameter("account", accountId)
                .setParameter("key", key.value())
                .getSingleResult();
        if (!Arrays.equals(hash, (byte[]) stored[0])) {
            throw Problem.ofField(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "Idempotency-Key",
                    "This key was used for another request; give every new request a new key.");
        }
        return JSON.fromJson((String) stored[1], invocation.getMethod().getGenericReturnType());
    }

    private static IdempotencyKey key(InvocationContext invocation) {
        for (var parameter : invocation.getParameters()) {
            if (parameter instanceof IdempotencyKey key) {
                return key;
            }
        }
        return null;
    }

    /** Arguments are records of plain values, whose text holds all of them. */
    private static byte[] hash(InvocationContext invocation) throws NoSuchAlgorithmException {
        var request = invocation.getMethod() + "\n" + Arrays.toString(invocation.getParameters());
        return MessageDigest.getInstance("SHA-256").digest(request.getBytes(StandardCharsets.UTF_8));
    }
}
