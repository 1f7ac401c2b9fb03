package org.lectern.shared;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A service method that happens once for each {@link IdempotencyKey} among its arguments: the same account, key and
 * arguments give the first answer again; other arguments are refused. Without a key the method runs as ever. The answer
 * is stored in the transaction of the write, so neither exists without the other.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Idempotent {}
