package org.lectern.shared;

import jakarta.ejb.ApplicationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A request that is refused, with the reason in words for the person who made it. Thrown by entities and services, it
 * rolls the transaction back; the API turns it into RFC 9457 problem details, the console into messages beside fields.
 */
@ApplicationException(rollback = true)
public class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<FieldError> errors;
    private final transient Duration retryAfter;

    /**
     * What is wrong with one field.
     *
     * @param field path of the field in the request, for example {@code marks[2].code}
     * @param message what is wrong with it, as a sentence
     */
    public record FieldError(String field, String message) {}

    /**
     * A problem with the fields that caused it.
     *
     * @param type the kind
     * @param detail this occurrence in words, without secrets
     * @param errors the fields at fault; may be empty
     */
    public Problem(ProblemType type, String detail, List<FieldError> errors) {
        this(type, detail, errors, null);
    }

    /**
     * A problem that no single field caused.
     *
     * @param type the kind
     * @param detail this occurrence in words, without secrets
     */
    public Problem(ProblemType type, String detail) {
        this(type, detail, List.of(), null);
    }

    private Problem(ProblemType type, String detail, List<FieldError> errors, Duration retryAfter) {
        super(detail);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /**
     * Nothing with that id exists for this caller. The same answer whether it is absent or somebody else's.
     *
     * @param what the thing in words, for example {@code lesson}
     * @param id the id asked for
     */
    public static Problem notFound(String what, long id) {
        return new Problem(ProblemType.NOT_FOUND, "There is no " + what + " " + id + " for you.");
    }

    /**
     * One field is at fault.
     *
     * @param type the kind
     * @param field path of the field in the request
     * @param message what is wrong with it, as a sentence
     */
    public static Problem ofField(ProblemType type, String field, String message) {
        return new Problem(type, message, List.of(new FieldError(field, message)));
    }

    /**
     * It would work later.
     *
     * @param type the kind
     * @param detail this occurrence in words
     * @param retryAfter when to try again; told in whole seconds
     */
    public static Problem retryLater(ProblemType type, String detail, Duration retryAfter) {
        return new Problem(type, detail, List.of(), retryAfter);
    }

    /** Whether what was written before is taken back. */
    public final boolean rollsBack() {
        var rule = getClass().getAnnotation(ApplicationException.class);
        return rule == null || rule.rollback();
    }

    /** The kind of problem. */
    public ProblemType type() {
        return type;
    }

    /** The fields at fault; empty when no single field is. */
    public List<FieldError> errors() {
        return errors;
    }

    /** How long to wait before the same request may work. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
