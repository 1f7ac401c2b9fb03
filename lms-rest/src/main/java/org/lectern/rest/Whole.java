package org.lectern.rest;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that replaces all of a thing (RFC 9110, section 9.3.4). Its body, a record, must have every member, if only
 * as null: a member that was forgotten would otherwise be cleared. {@link WholeBody} sees to it.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Whole {}
